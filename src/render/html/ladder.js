"use strict";
// Makes the page of a ladder, a level or a comparison easier to use: narrows the matrix, finds words in it, puts two of its
// levels beside each other, and copies links. Without this script the page shows everything and has no controls.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const element = (name, content = [], attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...content);
    return made;
  };

  /* Links */

  const copy = async (address, status) => {
    let says = `Copied: ${address}`;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      // Not every browser lets a page from a disk copy.
      says = address;
    }
    if (status) status.textContent = says;
  };

  for (const button of all("button[data-copy]")) {
    const status = button.parentElement.querySelector("[role='status']");
    button.addEventListener("click", () => copy(location.href, status));
  }
  for (const link of all("a[data-copy]")) {
    // The link leads to its heading as well, so that the address shows what was copied.
    link.addEventListener("click", () => copy(link.href, document.querySelector("[data-said]")));
  }
  for (const button of all("[data-print]")) button.addEventListener("click", () => print());
  for (const control of all(".here [hidden]")) control.hidden = false;

  const matrix = document.querySelector(".matrix");
  if (!matrix) return;

  /* The matrix: its columns are levels, and its rows facts and competencies */

  const columns = all(".levels th", matrix);
  const tracks = all(".tracks th", matrix);
  const rows = all("tbody tr", matrix);
  const cells = (row) => all("td", row);

  // A phone shows one level beside the first column; these go to the one before and after.
  const turn = document.querySelector("[data-turn]");
  const shown = () => columns.filter((column) => !column.hidden);
  const edge = () => matrix.querySelector(".corner").getBoundingClientRect().right;
  const near = () => {
    const far = shown().map((column) => Math.abs(column.getBoundingClientRect().left - edge()));
    return far.indexOf(Math.min(...far));
  };
  const tell = () => {
    const [back, on] = all("button", turn);
    const left = matrix.scrollWidth - matrix.clientWidth - matrix.scrollLeft;
    [back.disabled, on.disabled] = [matrix.scrollLeft < 2, left < 2];
  };
  for (const button of all("button", turn)) {
    button.addEventListener("click", () => {
      const column = shown()[near() + Number(button.dataset.by)];
      if (column) matrix.scrollBy({ left: column.getBoundingClientRect().left - edge(), behavior: "instant" });
      tell();
    });
  }
  matrix.addEventListener("scroll", tell);
  turn.hidden = false;
  tell();

  function mark(cell, words) {
    for (const found of all("mark", cell)) found.replaceWith(...found.childNodes);
    cell.normalize();
    if (!words) return 0;
    const texts = [];
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".unseen")) texts.push(walker.currentNode);
    let count = 0;
    for (let text of texts) {
      for (let at = find(text.data, words); at >= 0; at = find(text.data, words)) {
        const found = text.splitText(at);
        text = found.splitText(words.length);
        found.replaceWith(element("mark", [found.data]));
        count += 1;
      }
    }
    return count;
  }

  // A letter whose lowercase is longer would shift what is found, so such texts are compared as they are.
  const find = (text, words) => {
    const lower = text.toLowerCase();
    return lower.length === text.length ? lower.indexOf(words) : text.indexOf(words);
  };

  const narrow = document.querySelector("[data-narrow]");
  if (narrow) {
    const status = narrow.querySelector("[role='status']");
    const apply = () => {
      const track = narrow.elements.track ? narrow.elements.track.value : "";
      const competency = narrow.elements.competency.value;
      const words = narrow.elements.words.value.trim().toLowerCase();
      const isShown = columns.map((column) => !track || column.dataset.track === track);
      for (const head of tracks) head.hidden = Boolean(track) && head.dataset.track !== track;
      columns.forEach((column, at) => { column.hidden = !isShown[at]; });
      let places = 0;
      for (const row of rows) {
        let found = 0;
        let isSaid = false;
        cells(row).forEach((cell, at) => {
          cell.hidden = !isShown[at];
          const count = mark(cell, isShown[at] ? words : "");
          found += count;
          isSaid ||= isShown[at] && cell.children.length > 0 && !cell.firstElementChild.matches(".unseen");
        });
        const isWanted = !competency || row.dataset.competency === competency;
        row.hidden = !isWanted || (words ? found === 0 : Boolean(track) && !isSaid);
        if (!row.hidden) places += found;
      }
      status.textContent = words ? `${places} ${places === 1 ? "place" : "places"}` : "";
    };
    narrow.addEventListener("input", apply);
    narrow.addEventListener("submit", (event) => event.preventDefault());
    narrow.hidden = false;
    apply();
  }

  /* Two levels beside each other */

  const section = document.querySelector("[data-compare]");
  if (!section) return;
  const form = section.querySelector("form");
  const compared = section.querySelector("[data-compared]");
  const { a, b } = form.elements;
  const status = form.querySelector("[role='status']");

  const copyOf = (cell) => {
    const copied = cell.cloneNode(true);
    mark(copied, "");
    return copied.firstElementChild && !copied.firstElementChild.matches(".unseen") ? [...copied.childNodes] : [];
  };

  const nameOf = (column) => column.querySelector(".level").cloneNode(true);
  const idOf = (column) => element("bdi", [column.dataset.level], { className: "id" });

  // Whether a level also asks what another one asks, further down its cumulative track.
  function includes(at, other) {
    const [here, there] = [columns[at], columns[other]];
    return "cumulative" in here.dataset && here.dataset.track === there.dataset.track && other < at;
  }

  // The columns whose words a level adds: its own, and those down to a level that it includes.
  const adds = (at, other) => (includes(at, other) ? Array.from({ length: at - other }, (_, step) => at - step) : [at]);

  function side(row, at, other) {
    const said = element("div", [], { className: "said" });
    said.dataset.side = columns[at].dataset.side;
    const from = "competency" in row.dataset ? adds(at, other) : [at];
    const parts = from.map((column) => [column, copyOf(cells(row)[column])]).filter(([, content]) => content.length);
    if (!parts.length) {
      said.classList.add("none");
      const nothing = "competency" in row.dataset ? "not asked" : "not said";
      said.append(element("p", [idOf(columns[at])], { className: "label" }), element("p", [nothing]));
    }
    for (const [column, content] of parts) {
      said.append(element("p", [idOf(columns[column])], { className: "label" }), ...content);
    }
    return [said, parts.length];
  }

  function show(at, other) {
    const heading = element("h3", [nameOf(columns[at]), " and ", nameOf(columns[other])], { className: "heading" });
    const parts = [heading];
    const [low, high] = [Math.min(at, other), Math.max(at, other)];
    if (includes(high, low)) {
      const [less, more] = [columns[low].dataset.level, columns[high].dataset.level];
      parts.push(element("p", [`${more} also asks what ${less} asks. Only what is new after ${less} is shown for it.`], { className: "soft" }));
    } else if ([at, other].some((column) => "cumulative" in columns[column].dataset)) {
      parts.push(element("p", ["What the levels below ask on the same track is asked as well."], { className: "soft" }));
    }
    for (const row of rows) {
      const [[left, says], [right, saysToo]] = [side(row, at, other), side(row, other, at)];
      if (!says && !saysToo) continue;
      const title = row.querySelector("th").lastElementChild ?? row.querySelector("th");
      const both = element("div", [left, right], { className: "both" });
      parts.push(element("article", [element("h4", [title.textContent]), both], { className: "pair" }));
    }
    compared.replaceChildren(...parts);
  }

  function compare() {
    const [at, other] = [a, b].map((select) => columns.findIndex((column) => column.dataset.level === select.value));
    const isPair = at >= 0 && other >= 0 && at !== other;
    status.textContent = at >= 0 && at === other ? "Both are the same level." : "";
    form.querySelector("[data-copy]").hidden = !isPair;
    if (isPair) show(at, other);
    else compared.replaceChildren();
    return isPair;
  }

  form.addEventListener("change", () => {
    if (compare()) {
      history.replaceState(null, "", `#compare=${[a, b].map((select) => encodeURIComponent(select.value)).join(",")}`);
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  // An address that names two levels.
  function read() {
    const said = /^#compare=([^,]+),([^,]+)$/.exec(location.hash);
    if (!said) return;
    try {
      [a.value, b.value] = [said[1], said[2]].map(decodeURIComponent);
    } catch {
      return;
    }
    if (compare()) section.scrollIntoView();
  }
  addEventListener("hashchange", read);
  section.hidden = false;
  read();
})();
