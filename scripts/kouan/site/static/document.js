// A document's page: an address #c123-130 that is no mark of the page is asked of the server, which marks that place;
// the contents are open where there is room beside the text; marks that are not shown are left out of the tab order.
"use strict";

(() => {
  const place = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const span = /^c(\d{1,9})-(\d{1,9})$/.exec(name);
    if (!span || document.getElementById(name) || Number(span[1]) >= Number(span[2])) return;
    const address = new URL(location.href);
    const wanted = `${span[1]}-${span[2]}`;
    if (address.searchParams.get("span") === wanted) return;
    address.searchParams.set("span", wanted);
    location.replace(address);
  };
  place();
  addEventListener("hashchange", place);

  const contents = document.querySelector(".document-contents");
  if (contents && matchMedia("(min-width: 64rem)").matches) contents.open = true;

  const boxes = [...document.querySelectorAll(".legend input")];
  const leaveOut = () => {
    const hidden = new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.marks));
    const known = boxes.map((box) => box.dataset.marks);
    for (const mark of document.querySelectorAll(".document-text .m")) {
      const kinds = [mark, ...mark.querySelectorAll("span")].flatMap((part) => known.filter((kind) => part.classList.contains(kind)));
      const isHidden = kinds.length > 0 && kinds.every((kind) => hidden.has(kind));
      if (isHidden) mark.tabIndex = -1;
      else mark.removeAttribute("tabindex");
    }
  };
  for (const box of boxes) box.addEventListener("change", leaveOut);
  if (boxes.some((box) => !box.checked)) leaveOut();
})();
