"use strict";
// Puts any two levels of all ladders beside each other. Which two is in the address.
(() => {
  const form = document.querySelector("[data-any]");
  const compared = document.querySelector("[data-compared]");
  const status = form.querySelector("[role='status']");
  const { a, b } = form.elements;
  const element = (name, content, className) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };
  const said = (text) => Object.assign(element("p", [text]), { dir: "auto" });

  for (const select of [a, b]) {
    select.append(element("option", [select === a ? "Choose a level" : "Choose another"]));
    select.firstElementChild.value = "";
    for (const [ladder, title, levels] of ladders) {
      const group = document.createElement("optgroup");
      group.label = title;
      for (const [id, name] of levels) {
        const option = element("option", [name ? `${id} ${name}` : id]);
        option.value = `${ladder}/${id}`;
        group.append(option);
      }
      select.append(group);
    }
  }

  // The levels of a ladder are in a script of their own.
  const loading = new Map();
  function load(ladder) {
    if (!loading.has(ladder)) {
      loading.set(ladder, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `${encodeURIComponent(ladder)}/levels.js`;
        script.onload = () => done(levelsOf.get(ladder));
        script.onerror = failed;
        document.body.append(script);
      }));
    }
    return loading.get(ladder);
  }

  // A level with what it asks: its own words, and on a cumulative track those of the levels below.
  function level(home, ladder, id) {
    for (const track of home.tracks) {
      const at = track.levels.findIndex((known) => known.id === id);
      if (at < 0) continue;
      const own = track.levels[at];
      const from = track.cumulative ? track.levels.slice(0, at + 1).reverse() : [own];
      const asks = (competency) => {
        const says = own.asks[competency];
        if (says && says.not) return { points: [], step: null };
        const points = [];
        let step = null;
        for (const below of from) {
          const part = below.asks[competency];
          if (!part || part.not) continue;
          step ??= part.step;
          for (const text of part.points) if (!points.some((known) => known.text === text)) points.push({ text, level: below.id });
        }
        return { points, step };
      };
      return { ...own, ladder, home, kind: track.kind, asks };
    }
    return null;
  }

  const name = (it) => {
    const link = element("a", [element("bdi", [it.id], "id"), " ", element("bdi", [it.title])], "level");
    link.href = `${encodeURIComponent(it.ladder)}/${encodeURIComponent(it.id)}/index.html`;
    link.dataset.side = it.kind;
    return link;
  };

  function side(it, step, points, isShort) {
    const part = element("div", [], "said");
    part.dataset.side = it.kind;
    part.append(element("p", [element("bdi", [it.id], "id"), ...(step ? [element("span", [step])] : [])], "label"));
    if (!points.length && !step) part.classList.add("none");
    if (!points.length) part.append(element("p", [isShort ? "nothing else" : "nothing"]));
    for (const { text, level } of points) {
      const line = said(text);
      if (level && level !== it.id) line.append(" ", element("span", [`(from ${level})`], "soft small"));
      part.append(line);
    }
    return part;
  }

  function pair(title, left, right, both) {
    const parts = [element("div", [left, right], "both")];
    if (both.length) {
      const more = element("details", [element("summary", [`Both ask ${both.length} ${both.length === 1 ? "thing" : "things"}`])]);
      more.append(element("ul", both.map(({ text }) => Object.assign(element("li", [text]), { dir: "auto" }))));
      parts.push(more);
    }
    return element("article", [element("h3", [title]), element("div", parts)], "pair");
  }

  function show(one, other) {
    const parts = [element("h2", [name(one), " and ", name(other)])];
    if (one.home !== other.home) parts.push(element("p", [one.home.title, " and ", other.home.title]));
    for (const [title, key] of [["Grade", "grade"], ["For", "summary"], ["Scope", "scope"], ["Pay", "pay"]]) {
      const [left, right] = [one, other].map((it) => (it[key] ? it[key].split("\n").map((text) => ({ text })) : []));
      if (left.length || right.length) parts.push(pair(title, side(one, null, left), side(other, null, right), []));
    }
    const known = new Map([...one.home.competencies, ...other.home.competencies].map(([id, title]) => [id, title]));
    for (const [id, title] of known) {
      const [asks, also] = [one.asks(id), other.asks(id)];
      if (!asks.points.length && !also.points.length && !asks.step && !also.step) continue;
      const lacks = (points) => ({ text }) => !points.some((it) => it.text === text);
      const [left, right] = [asks.points.filter(lacks(also.points)), also.points.filter(lacks(asks.points))];
      const both = asks.points.filter((point) => !lacks(also.points)(point));
      parts.push(pair(title, side(one, asks.step, left, both.length), side(other, also.step, right, both.length), both));
    }
    compared.replaceChildren(element("section", parts));
  }

  let turn = 0;
  async function compare() {
    const now = ++turn;
    compared.replaceChildren();
    status.textContent = "";
    if (!a.value || !b.value) return;
    if (a.value === b.value) {
      status.textContent = "Both are the same level.";
      return;
    }
    const names = [a.value, b.value].map((value) => value.split("/"));
    try {
      const homes = await Promise.all(names.map(([ladder]) => load(ladder)));
      // Somebody chose others meanwhile.
      if (now === turn) show(...names.map(([ladder, id], at) => level(homes[at], ladder, id)));
    } catch {
      status.textContent = "The levels could not be loaded.";
    }
  }

  form.addEventListener("change", () => {
    const value = (select) => select.value.split("/").map(encodeURIComponent).join("/");
    if (a.value || b.value) history.replaceState(null, "", `#${value(a)},${value(b)}`);
    compare();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  function read() {
    const [one = "", other = ""] = location.hash.slice(1).split(",");
    let asked = ["", ""];
    try {
      asked = [one, other].map(decodeURIComponent);
    } catch {
      // What is no address names no level.
    }
    [a.value, b.value] = asked;
    compare();
    const unknown = asked.filter((id, at) => id && id !== [a, b][at].value);
    if (unknown.length) status.textContent = `There is no level ${unknown.join(" or ")} here.`;
  }
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
