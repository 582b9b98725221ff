"use strict";
// Finds words in the texts of all ladders. What is looked for is in the address.
(() => {
  const MOST = 60;
  const form = document.querySelector("[data-search]");
  const list = document.querySelector("[data-hits]");
  const status = form.querySelector("[role='status']");
  const element = (name, content, className) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  // Case and accents make no difference.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  // Each text with its words, once somebody looks for something.
  let texts;
  const prepare = () => searchIndex.flatMap((ladder) => ladder.texts.map(([level, about, anchor, text]) => {
    const of = level < 0 ? ["", "", ""] : ladder.levels[level];
    return { ladder, of, about, anchor, text, words: wordsOf(text), names: wordsOf(`${about} ${of[1]} ${of[0]}`) };
  }));

  const begins = (words, start) => words.some((word) => word.startsWith(start));

  function find(query) {
    const wanted = wordsOf(query);
    if (!wanted.length) return [];
    texts ??= prepare();
    const hits = [];
    for (const text of texts) {
      if (!wanted.every((word) => begins(text.words, word) || begins(text.names, word))) continue;
      // Whole words first, then words of the text itself.
      const score = wanted.filter((word) => text.words.includes(word)).length * 2
        + wanted.filter((word) => begins(text.words, word)).length;
      hits.push({ text, score });
    }
    return hits.sort((one, other) => other.score - one.score).map((hit) => hit.text);
  }

  const address = ({ ladder, of, anchor }) => {
    const parts = [ladder.ladder, of[0], "index.html"].filter(Boolean).map(encodeURIComponent);
    return parts.join("/") + (anchor ? `#${encodeURIComponent(anchor)}` : "");
  };

  // The text, with what was found marked.
  function marked(text, wanted) {
    return text.split(/([\p{L}\p{M}\p{N}]+)/u).map((part) => {
      const isFound = wordsOf(part).some((word) => wanted.some((start) => word.startsWith(start)));
      return isFound ? element("mark", [part]) : part;
    });
  }

  function hit(text, wanted) {
    const { ladder, of, about } = text;
    const link = element("a", [], "level");
    link.href = address(text);
    const [id, title, side] = of;
    if (id) link.append(element("bdi", [id], "id"), " ", element("bdi", [title]));
    else link.append(element("bdi", [ladder.title]));
    if (side) link.dataset.side = side;
    const where = [id ? ladder.title : "", about].filter(Boolean).join(" · ");
    const said = element("p", marked(text.text, wanted));
    said.dir = "auto";
    return element("li", [element("p", [link, " ", element("span", [where], "soft small")]), said]);
  }

  function show(query) {
    const wanted = wordsOf(query);
    const found = find(query);
    const number = `${found.length} ${found.length === 1 ? "text" : "texts"}`;
    const shown = found.length > MOST ? `, of which ${MOST} are shown` : "";
    status.textContent = wanted.length ? (found.length ? number + shown : "No text has these words.") : "";
    list.replaceChildren(...found.slice(0, MOST).map((text) => hit(text, wanted)));
  }

  const read = () => {
    const query = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    form.elements.q.value = query;
    show(query);
  };
  form.addEventListener("input", () => {
    const query = form.elements.q.value;
    const { pathname, search } = location;
    history.replaceState(null, "", query.trim() ? `#q=${encodeURIComponent(query)}` : pathname + search);
    show(query);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
  if (!form.elements.q.value) form.elements.q.focus();
})();
