"""The graph opened anew on SIGHUP, while the server answers on."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable

from sfia_graph.errors import SfiaError
from sfia_graph.web.guard.memory import give_back_all
from sfia_graph.web.live import Live, State
from sfia_graph.web.withheld import say_withheld

Say = Callable[[str], None]


def reload_on_hangup(live: Live, opened: Callable[[], Awaitable[State]], say: Say) -> None:
    """Put what is `opened` in the place of what is served each time SIGHUP comes.

    What cannot be opened changes nothing; `say` gets a line for people either way.
    """
    loop, one_at_a_time, under_way = asyncio.get_running_loop(), asyncio.Lock(), set()

    async def reload() -> None:
        async with one_at_a_time:
            try:
                fresh = await opened()
            except SfiaError as error:
                say(f"not reloaded, serving what there was: {error}")
                return
            before, live.state = live.state, fresh
            say(f"reloaded {fresh.site.store.where}")
            say_withheld(fresh.site.withheld, say)
            if before.guard:
                await before.guard.close()
            # A site and what it keeps of itself know each other, which only the collector ends.
            del before
            gc.collect()
            give_back_all()

    def hang_up() -> None:
        task = loop.create_task(reload())
        under_way.add(task)
        task.add_done_callback(under_way.discard)

    loop.add_signal_handler(signal.SIGHUP, hang_up)
