// Puts CodeMirror in place of the box for SQL, with a name for screen readers, and lets a button format the SQL.
(() => {
  const box = document.querySelector("textarea#sql-editor");
  const shown = document.querySelector("pre#sql-query");
  const format = document.querySelector("button#sql-format");
  const offerFormat = (act) => {
    if (!format) return;
    format.hidden = false;
    format.addEventListener("click", act);
  };
  if (box) {
    const editor = CodeMirror.fromTextArea(box, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
    editor.setOption("extraKeys", { "Shift-Enter": () => box.form.submit(), Tab: false });
    editor.getInputField().setAttribute("aria-label", "SQL");
    // CodeMirror draws the lines that can be seen, and does not notice by itself that there are more.
    new ResizeObserver(() => editor.refresh()).observe(editor.getWrapperElement());
    if (!shown) offerFormat(() => editor.setValue(sqlFormatter.format(editor.getValue())));
  }
  if (shown) {
    const formatted = sqlFormatter.format(shown.textContent);
    if (formatted !== shown.textContent) offerFormat(() => (shown.textContent = formatted));
  }
})();
