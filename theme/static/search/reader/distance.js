/**
 * Return how many letters have to be left out, put in, changed or swapped with the next to make *other* of *word*; *most* + 1 if more than *most*.
 * No part of a word is edited twice (optimal string alignment).
 * @param {string} word
 * @param {string} other
 * @param {number} most
 */
export function distance(word, other, most) {
  if (Math.abs(word.length - other.length) > most) return most + 1;
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= word.length; row += 1) {
    const here = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = word[row - 1] === other[column - 1];
      let cost = Math.min(above[column] + 1, here[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
      const isSwap = row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
      if (isSwap) cost = Math.min(cost, before[column - 2] + 1);
      here.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, above] = [above, here];
  }
  return Math.min(above[other.length], most + 1);
}
