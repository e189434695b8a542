/**
 * How well articles match: for each segment an array with a number for each article, 0 for one that does not match.
 * How much a word counts in an article stands in the index (digest/search/scoring.py); how rare it is is learned here.
 */

const LEVELS = 31;
const IN_TITLE = 32;
const TITLE_SHARE = 0.5; // that a headline adds
const SCALE = 1000; // whole numbers: no two machines round them in different ways

/** Return as many empty arrays as there are *segments*. */
export function nothing(segments) {
  return segments.map(({ articles }) => new Uint32Array(articles));
}

/**
 * Return how well articles match one of *meanings*, the best counts.
 * @param {import("./words.js").Meaning[]} meanings
 */
export async function matchWord(meanings, segments) {
  const best = nothing(segments);
  for (const { weight, roots } of meanings) {
    const levels = await Promise.all(segments.map((segment) => levelsOf(segment, roots)));
    const rarity = weight * rarityOf(levels, segments) * SCALE;
    levels.forEach((found, at) => {
      for (let article = 0; article < found.length; article += 1) {
        const level = found[article];
        if (level === 0) continue;
        const share = (level & LEVELS) / LEVELS + (level & IN_TITLE ? TITLE_SHARE : 0);
        const score = Math.max(1, Math.floor(rarity * share + 0.5));
        if (score > best[at][article]) best[at][article] = score;
      }
    });
  }
  return best;
}

/** Return the level of each article that has one of *roots*. */
async function levelsOf(segment, roots) {
  const levels = new Uint8Array(segment.articles);
  for (const line of await Promise.all(roots.map((root) => segment.line(root)))) {
    const { articles, levels: found } = line?.postings ?? { articles: [], levels: [] };
    for (let at = 0; at < articles.length; at += 1) if (found[at] > levels[articles[at]]) levels[articles[at]] = found[at];
  }
  return levels;
}

function rarityOf(levels, segments) {
  let having = 0;
  for (const found of levels) for (let article = 0; article < found.length; article += 1) if (found[article] > 0) having += 1;
  return rarity(having, segments);
}

/** Return how much it says that an article is one of *having*. */
function rarity(having, segments) {
  const all = segments.reduce((sum, { articles }) => sum + articles, 0);
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}

/**
 * Return how well articles match that have one of the entries *ids*: pairs of facet and id.
 * @param {[string, string][]} ids
 */
export async function matchEntries(ids, segments) {
  const found = nothing(segments);
  const facets = await Promise.all(segments.map((segment) => segment.facets()));
  facets.forEach((columns, at) => {
    for (const [facet, id] of ids) {
      const place = columns[facet]?.values.indexOf(id) ?? -1;
      if (place >= 0) columns[facet].rows.forEach((row, article) => row.includes(place) && (found[at][article] = 1));
    }
  });
  const having = found.reduce((sum, one) => sum + one.reduce((count, is) => count + is, 0), 0);
  const score = Math.max(1, Math.floor(SCALE * rarity(having, segments) + 0.5));
  return found.map((one) => one.map((is) => is * score));
}

/** Return how well articles match that match *all* of these, and 0 for the others. */
export function both(all, segments) {
  return combine(all, segments, (sum, score) => (sum > 0 && score > 0 ? sum + score : 0));
}

/** Return how well articles match any of these: the best counts. */
export function either(all, segments) {
  return combine(all, segments, (best, score) => (score > best ? score : best));
}

/** Return how well articles match all of these together. */
export function together(all, segments) {
  return combine(all, segments, (sum, score) => sum + score);
}

/** Return how many of *all* each article matches. */
export function counted(all, segments) {
  return together(
    all.map((one) => one.map((scores) => scores.map((score) => (score > 0 ? 1 : 0)))),
    segments,
  );
}

/** Return *all* as one, pair by pair: a loop over plain numbers is what browsers do fastest. */
function combine(all, segments, of) {
  return segments.map((_, at) => {
    const [first, ...others] = all.map((one) => one[at]);
    const whole = first.slice();
    for (const scores of others) for (let article = 0; article < whole.length; article += 1) whole[article] = of(whole[article], scores[article]);
    return whole;
  });
}
