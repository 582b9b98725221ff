"use strict";
// Narrows the page by impact, track and level. The filters stand in the address behind the #, so that what is seen can be
// sent on. Without this script the page shows everything and has no controls.
(() => {
  const form = document.querySelector(".filters");
  const changes = [...document.querySelectorAll(".change")];
  if (!form || !changes.length) return;

  const ticks = [...form.querySelectorAll("input")];
  const selects = [...form.querySelectorAll("select")];
  const count = document.getElementById("count");
  const printed = document.getElementById("printed");
  const none = document.getElementById("none");
  // What goes when no change in it is left, and what holds none, such as a ladder of which only the base changes.
  const bare = [...document.querySelectorAll(".owner")].filter((part) => !part.querySelector(".change"));
  const around = [...document.querySelectorAll(".group, .track, .owner")].filter((part) => part.querySelector(".change"));

  const wanted = () => ({
    impact: ticks.filter((tick) => tick.checked).map((tick) => tick.value),
    ...Object.fromEntries(selects.map((select) => [select.name, select.value])),
  });

  const passes = (change, { impact, track, level }) =>
    (!impact.length || impact.includes(change.dataset.impact)) &&
    (!track || change.dataset.track === track) &&
    (!level || change.dataset.levels.split(" ").includes(level));

  function apply() {
    const filter = wanted();
    let left = 0;
    for (const change of changes) {
      change.hidden = !passes(change, filter);
      if (!change.hidden) left += 1;
    }
    for (const part of around) part.hidden = !part.querySelector(".change:not([hidden])");
    none.hidden = left > 0;
    const all = changes.length;
    count.textContent = `${left} of ${all} ${all === 1 ? "change" : "changes"}`;
    const isNarrowed = filter.impact.length > 0 || filter.track || filter.level;
    for (const part of bare) part.hidden = Boolean(isNarrowed);
    const set = [filter.impact.join(", "), filter.track, filter.level].filter(Boolean);
    form.classList.toggle("narrowed", set.length > 0);
    printed.textContent = set.length ? `${count.textContent}: ${set.join("; ")}.` : "";
  }

  const encode = (text) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%2C/g, ",");

  function write() {
    const pairs = Object.entries(wanted()).filter(([, value]) => value.length);
    const hash = pairs.map(([name, value]) => `${name}=${encode(String(value))}`).join("&");
    // Without another step in the history for every tick.
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  function read() {
    const said = new URLSearchParams(location.hash.slice(1));
    const impacts = (said.get("impact") || "").split(",");
    for (const tick of ticks) tick.checked = impacts.includes(tick.value);
    for (const select of selects) {
      const value = said.get(select.name) || "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    }
    apply();
  }

  form.addEventListener("change", () => {
    apply();
    write();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    // The state of the markup may be what a browser restored; here it is always nothing.
    event.preventDefault();
    for (const tick of ticks) tick.checked = false;
    for (const select of selects) select.value = "";
    apply();
    write();
  });
  window.addEventListener("hashchange", read);

  for (const part of form.querySelectorAll("[hidden]")) part.hidden = false;
  document.documentElement.classList.add("scripted");
  read();
})();
