// Gives the box that CodeMirror puts in place of the SQL editor its name for screen readers.
window.addEventListener("load", () => {
  document.querySelectorAll(".CodeMirror textarea").forEach((box) => box.setAttribute("aria-label", "SQL"));
});
