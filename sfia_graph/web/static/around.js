// Offers a walk through the graph around a concept; what draws it is loaded when someone asks for it.

/** Shows the button of a still picture, in whose place it puts a graph to walk through. */
export function around(details) {
  const button = details.querySelector(".explore");
  const status = details.querySelector('[role="status"]');
  const say = (text) => { status.textContent = text; };
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { walk } = await import(details.dataset.script);
      await walk(details, say);
      button.hidden = true;
      details.querySelector(".walking").hidden = false;
      details.querySelector(".middle a").focus();
    } catch {
      button.disabled = false;
      say(details.dataset.failed);
    }
  });
}
