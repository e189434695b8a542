/** The words of the search page in its language: texts and dates that the template brings, numbers and names by the browser's CLDR. */
import { spanInWords } from "./spans.js";

const REGIONS = { en: "en-GB" }; // as in digest/site/words.py

/**
 * Return what speaks the language *lang*, with the texts of *template* and the *names* of ids by facet.
 * @param {string} lang
 * @param {HTMLTemplateElement} template
 * @param {Record<string, Record<string, string>>} names
 */
export function openWords(lang, template, names) {
  const locale = new Intl.Locale(REGIONS[lang] ?? lang, { numberingSystem: "latn", calendar: "gregory" }).toString();
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);

  const number = (value) => numbers.format(value);

  /** Return the text called *word*, its `{places}` filled with *values*. */
  function say(word, values = {}) {
    const text = template.content.querySelector(`[data-word="${word}"]`).textContent;
    return text.replace(/\{(\w+)\}/gu, (_, name) => values[name]);
  }

  /** Return the text called *word* in the form that *count* asks for: the form of the sample number of the same kind. */
  function counted(word, count) {
    const forms = [...template.content.querySelectorAll(`[data-word="${word}"]`)];
    const sample = (form) => Number(form.dataset.number);
    const form =
      forms.find((one) => sample(one) === count) ??
      forms.find((one) => plurals.select(sample(one)) === plurals.select(count)) ??
      forms.at(-1);
    return form.textContent.replace(/[\p{Nd}]+/u, number(count));
  }

  /** Return a date as exactly as it is known (2016, 2016-12, 2016-12-26) in words. */
  function day(date) {
    const [year, month, dayOfMonth] = date.split("-").map(Number);
    if (!month) return String(year);
    const form = template.content.querySelector(`[data-word="${dayOfMonth ? "day" : "month"}"][data-number="${month}"]`);
    return form.textContent.replace("2222", year).replace("27", dayOfMonth);
  }

  /** Return the name of the *id* of *facet*; the id itself where nobody has named it. */
  function name(facet, id) {
    if (names[facet]?.[id] !== undefined) return names[facet][id];
    if (facet === "language") return languageName(id);
    return (facet === "year" && spanInWords(id, say)) || id;
  }

  /** Return the name of the language *tag* in the language of the page. */
  function languageName(tag) {
    try {
      const found = new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
      return found.charAt(0).toLocaleUpperCase(locale) + found.slice(1);
    } catch {
      return tag; // an address can hold anything
    }
  }

  const lists = Intl.ListFormat.supportedLocalesOf(locale).length > 0 ? new Intl.ListFormat(locale, { type: "conjunction" }) : null; // few know Kazakh
  const list = (items) => lists?.format(items) ?? items.join(say("comma"));
  const either = (items) => items.reduce((one, other) => say("either", { one, other }));
  const isKnown = (facet, id) => Object.hasOwn(names[facet] ?? {}, id);
  const sorter = new Intl.Collator(locale, { numeric: true });
  return { lang, isRightToLeft: direction(lang) === "rtl", say, counted, number, day, name, isKnown, languageName, list, either, compare: sorter.compare };
}

/**
 * Return the direction of texts in *lang*.
 * @param {string} lang
 * @returns {"ltr" | "rtl"}
 */
export function direction(lang) {
  const { script } = new Intl.Locale(lang).maximize();
  return ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"].includes(script) ? "rtl" : "ltr";
}
