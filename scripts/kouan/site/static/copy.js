// Shows the buttons that copy a snippet. Without this script, or without a clipboard, the text can be selected.
(() => {
  if (!navigator.clipboard) return;
  document.querySelectorAll(".snippet .copy").forEach((button) => {
    const label = button.textContent;
    const status = button.closest(".snippets").querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
      button.textContent = status.textContent = button.dataset.done;
      setTimeout(() => {
        button.textContent = label;
        status.textContent = "";
      }, 2000);
    });
  });
})();
