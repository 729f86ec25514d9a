"""Whether scripts of other sites may read the data (CORS, in the Fetch standard)."""

from __future__ import annotations

from sfia_graph.conform.outcome import Check, Finding, absent, judged
from sfia_graph.conform.samples import data, samples
from sfia_graph.conform.survey import Survey

ORIGIN = "https://elsewhere.invalid"
_ALLOW = "access-control-allow-origin"


def sharing(survey: Survey) -> Finding:
    """Ask for data as a script of another site would; a host that allows it anywhere claims it."""
    wanted = data(survey)
    asked = dict.fromkeys([*wanted, *samples(survey)])
    replies = {each: survey.client.ask(each, headers={"Origin": ORIGIN}) for each in asked}
    if not any(_ALLOW in each.headers for each in replies.values()):
        why = "no answer lets scripts of other sites read it"
        return absent(why, "Access-Control-Allow-Origin: * would")
    faults = []
    for reply in (replies[each] for each in wanted):
        allowed = reply.headers.get(_ALLOW)
        if allowed is None:
            faults.append(f"{reply.address}: no Access-Control-Allow-Origin")
        elif allowed not in ("*", ORIGIN):
            faults.append(f"{reply.address}: allows {allowed}, not all")
        elif allowed == ORIGIN and not reply.names("vary") & {"origin", "*"}:
            faults.append(f"{reply.address}: allows who asks, but Vary does not name Origin")
    remedy = "send Access-Control-Allow-Origin: * with all data, redirects too"
    return judged(len(wanted), "answer", faults, remedy, "no data found")


CHECKS = (Check("cors", "Scripts elsewhere may read data", "Fetch, CORS protocol", sharing),)
