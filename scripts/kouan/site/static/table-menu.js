// Puts the menu that Datasette's table.js makes for the columns of a table into Chinese, and within reach of the keyboard.
(() => {
  const chinese = {
    "Sort ascending": "从小到大排序",
    "Sort descending": "从大到小排序",
    "Facet by this": "按这一列统计",
    "Hide this column": "不显示这一列",
    "Show all columns": "显示所有列",
    "Show not-blank rows": "只看有值的行",
    "Remove this filter": "去掉这个条件",
  };
  const isChinese = document.documentElement.lang === "zh";
  const menu = document.querySelector(".dropdown-menu");
  if (isChinese) {
    document.querySelectorAll(".dropdown-menu a").forEach((link) => {
      link.textContent = chinese[link.textContent] || link.textContent;
    });
    document.querySelectorAll(".filter-row a[aria-label]").forEach((link) => {
      link.setAttribute("aria-label", chinese[link.getAttribute("aria-label")]);
    });
    // "Type: TEXT NOT NULL" is written anew whenever the menu opens.
    const type = document.querySelector(".dropdown-column-type");
    new MutationObserver(() => {
      if (type.textContent.startsWith("Type: ")) type.textContent = `类型：${type.textContent.slice(6)}`;
    }).observe(type, { childList: true });
  }
  // Where the keyboard came from, and goes back to.
  let opened = null;
  document.querySelectorAll(".dropdown-menu-icon").forEach((icon) => {
    const column = icon.closest("th").dataset.column;
    icon.setAttribute("role", "button");
    icon.setAttribute("tabindex", "0");
    icon.setAttribute("aria-haspopup", "true");
    icon.setAttribute("aria-label", isChinese ? `${column} 列的菜单` : `Menu of the column ${column}`);
    icon.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      icon.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      opened = icon;
      menu.querySelector("a").focus();
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu || !opened) return;
    menu.style.display = "none";
    opened.focus();
    opened = null;
  });
})();
