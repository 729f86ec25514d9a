// A button beside what people take away, such as an IRI or a citation.

/** Puts a button behind an element, which copies its text. */
export function copy(element) {
  const words = element.closest("[data-copy]")?.dataset;
  if (!navigator.clipboard || !words) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copies";
  button.textContent = words.copy;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "unseen";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(element.textContent);
    button.textContent = status.textContent = words.copied;
    setTimeout(() => {
      button.textContent = words.copy;
      status.textContent = "";
    }, 2000);
  });
  element.after(" ", button, status);
}
