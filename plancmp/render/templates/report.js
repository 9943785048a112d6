"use strict";
(() => {
  const form = document.getElementById("filter");
  const shown = form.querySelector("output");
  const entries = [...document.querySelectorAll("[data-states]")];
  const followers = [...document.querySelectorAll("[data-row]")];
  const holders = [...document.querySelectorAll("section.domain, .rows, .plots")];
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map([...entries, ...followers].map((one) => [one, fold(one.textContent)]));

  const show = () => {
    const words = fold(form.elements.text.value).split(/\s+/).filter(Boolean);
    const domain = form.elements.domain.value;
    const state = form.elements.state.value;
    const visible = new Map();
    for (const one of entries) {
      const answers = (!domain || one.dataset.domain === domain)
        && (!state || one.dataset.states.split("|").includes(state))
        && words.every((word) => texts.get(one).includes(word));
      one.hidden = !answers;
      if (one.id) visible.set(one.id, answers);
    }
    for (const one of followers) one.hidden = !visible.get(one.dataset.row);
    for (const one of holders) {
      const parts = [...one.querySelectorAll("[data-states], [data-row]")];
      one.hidden = parts.length > 0 && parts.every((part) => part.hidden);
    }
    for (const plots of document.querySelectorAll(".plots")) {
      for (let one = plots.previousElementSibling; one && one.matches("h4, .key"); one = one.previousElementSibling) {
        one.hidden = plots.hidden;
      }
    }
    const count = entries.filter((one) => !one.hidden).length;
    shown.value = form.dataset.shown.replace("{0}", count).replace("{1}", entries.length);
    document.getElementById("nothing").hidden = count > 0;
  };

  form.addEventListener("input", show);
  form.addEventListener("change", show); // what tools that choose for people fire, in place of input
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
