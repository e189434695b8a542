/** Taking a list of results along: as a file, or as the link to it. */

/**
 * @param {ReturnType<import("./frame.js").openFrame>} frame  Which has the place where it is told how it went.
 * @param {ReturnType<import("./words.js").openWords>} words
 * @param {string} digest  The name of the site.
 */
export function openTaking(frame, words, digest) {
  const say = (word, values) => (frame.saved.textContent = words.say(word, values));

  /** Save *outcome* as *format*; what makes the file is loaded now. */
  async function save(outcome, format) {
    try {
      const { save: saveAll, MOST_SAVED } = await import("./save.js");
      const total = Math.min(outcome.count, MOST_SAVED);
      const tell = (number) => say("reading", { number: words.number(number), total: words.number(total) });
      const file = await saveAll(outcome, format, { words, digest, tell });
      say(outcome.count > total ? "beginning" : "saved", { file, articles: words.counted("articles", total) });
    } catch (error) {
      console.info(`search: ${error.message}`);
      say("unsaved");
    }
    frame.announce(frame.saved.textContent);
  }

  async function copy() {
    await navigator.clipboard.writeText(location.href).catch(() => {});
    say("copied");
    frame.announce(frame.saved.textContent);
  }

  return { save, copy };
}
