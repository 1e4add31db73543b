// Words: which of a question count; how they are compared, without case and accents, in other spellings, and with small
// mistakes; and the names of countries among them.

const MOST_WORDS = 8; // of a question that are looked at
// "Jobs in Berlin" asks for Berlin: words that say nothing of a job, in the languages of the interface.
const ASIDE = new Set([
  ...["a", "an", "and", "at", "for", "from", "in", "job", "jobs", "of", "the", "to", "with"],
  ...["als", "bei", "fur", "im", "mit", "stelle", "stellen", "und"],
  ...["avec", "chez", "dans", "de", "emploi", "emplois", "en", "et", "pour"],
  ...["con", "empleo", "empleos", "para", "trabajo", "y", "com", "e", "em", "no", "na", "vaga", "vagas"],
]);
const OR = new Set(["or", "oder", "ou", "o", "|"]); // between two words: either will do
const NOT = /^-(?=[\p{L}\p{N}])/u; // ahead of a word: not that
const INTERFACE = ["en", "de", "fr", "es", "pt"]; // languages whose names of countries everybody may use
// The languages of a script: who types in it may use the names that they have for countries.
const WRITTEN = [
  [/\p{Script=Cyrillic}/u, ["ru", "uk", "bg", "sr", "be", "mk", "kk"]],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, ["zh", "zh-Hant", "ja"]],
  [/\p{Script=Hangul}/u, ["ko"]],
  [/\p{Script=Arabic}/u, ["ar", "fa", "ur"]],
  [/\p{Script=Hebrew}/u, ["he"]],
  [/\p{Script=Greek}/u, ["el"]],
  [/\p{Script=Devanagari}/u, ["hi", "mr", "ne"]],
  [/\p{Script=Bengali}/u, ["bn"]],
  [/\p{Script=Thai}/u, ["th"]],
  [/\p{Script=Armenian}/u, ["hy"]],
  [/\p{Script=Georgian}/u, ["ka"]],
];

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const PLAIN = /^[\x00-\x7f]*$/;

// Towns by their name in English and the one they have there, where these differ by more than accents.
const TOWNS = [
  ...["munich munchen", "cologne koln", "nuremberg nurnberg", "hanover hannover", "vienna wien", "geneva geneve genf", "lucerne luzern"],
  ...["prague praha", "warsaw warszawa", "cracow krakow", "bucharest bucuresti", "belgrade beograd београд", "sofia софия", "kyiv kiev київ киев", "moscow moskva москва"],
  ...["rome roma", "milan milano", "turin torino", "naples napoli", "florence firenze", "venice venezia", "lisbon lisboa", "seville sevilla"],
  ...["brussels bruxelles brussel", "antwerp antwerpen", "copenhagen kobenhavn", "gothenburg goteborg", "athens athina αθήνα", "hague haag"],
  ...["bangalore bengaluru", "mumbai bombay", "chennai madras", "kolkata calcutta", "gurgaon gurugram", "bangkok กรุงเทพ กรุงเทพมหานคร"],
  ...["beijing peking 北京", "shanghai 上海", "shenzhen 深圳", "guangzhou 广州", "taipei 台北", "tokyo 東京", "osaka 大阪", "seoul 서울", "busan 부산"],
  ...["cairo القاهرة", "dubai دبي", "riyadh الرياض", "jerusalem ירושלים"],
].map((names) => folded(names).split(" "));
// Words that are written in several ways, or mean the same of a job: each finds the others where they stand as whole words.
const ALIKE = [
  ...[["senior", "sr"], ["junior", "jr", "graduate", "entrylevel"]],
  ...[["golang", "go"], ["javascript", "js"], ["typescript", "ts"], ["kubernetes", "k8s"], ["postgresql", "postgres"], ["dotnet", "net"], ["c++", "cpp"], ["c#", "csharp"]],
  ["remote", "wfh", "workhome", "homeoffice", "telecommute", "telework", "teletravail", "teletrabajo", "teletrabalho"], // work from home
  ...TOWNS,
];
// Large towns, each with what people type for it beside or in place of its name.
const TYPED = [
  ...[["new york", "nyc city"], ["san francisco", "sf"], ["los angeles", "la"], ["mexico city", "ciudad cdmx"], ["ciudad de mexico", "city cdmx"]],
  ...[["hong kong", "香港"], ["香港", "hong kong"], ["tel aviv", "תל אביב"], ["תל אביב", "tel aviv"]],
];

/** Levels at which a word is met, the better the higher. */
export const EXACT = 8;
export const BEGINNING = 5;
const INSIDE = 2;
const MISSPELT = 1;

const OFTEN = 100; // times as many titles have a word as have one that is spelt nearly so: then that is likely a mistake
const SURE = 6; // letters from which on that is so, for shorter words are near to many

const LONGEST = 40;
const ONWARDS = 0.5; // a word that goes on behind what was typed is further away than one that ends there
const LINES = [0, 1, 2].map(() => new Uint8Array(LONGEST + 4));

/** What stands between the spaces of a text. */
export function typedIn(text) {
  return text.split(/\s+/).filter(Boolean);
}

/** What is typed without what must not be met. */
export function withoutBarred(text) {
  return typedIn(text).filter((each) => !NOT.test(each));
}

/** What a text asks for: parts, each of them words of which one will do, and lists of words that must not be met together. */
export function partsOf(text) {
  const typed = withoutBarred(text);
  const telling = typed.filter((each) => !ASIDE.has(folded(each)));
  const parts = [];
  const known = new Set();
  let isOther = false;
  (telling.some((each) => wordsOf(each).length) ? telling : typed).forEach((each, at, all) => {
    const isBetween = parts.length && at < all.length - 1;
    if (isBetween && OR.has(folded(each))) return (isOther = true);
    for (const word of wordsOf(each)) {
      if (known.size === MOST_WORDS || known.has(word)) continue;
      known.add(word);
      if (isOther) parts.at(-1).push(word);
      else parts.push([word]);
      isOther = false;
    }
  });
  const barred = typedIn(text).filter((each) => NOT.test(each));
  return { parts, barred: barred.map(wordsOf) };
}

/** A text in lower case, without the accents of Latin, Greek and Cyrillic letters. */
export function folded(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return bare.replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
}

/** The words of a text: letters and digits, with the signs behind them that part C, C++ and C#. */
export function wordsOf(text) {
  let plain = folded(text);
  // U.S. is us, and .NET is dotnet: its beginning is not that of NetSuite.
  if (plain.includes(".")) plain = plain.replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1").replace(/(?<![\p{L}\p{N}])\.(?=net\b)/gu, "dot");
  return plain.match(PLAIN.test(plain) ? /[a-z0-9]+(?:(?:#|\++)(?![a-z0-9]))?/g : /[\p{L}\p{N}\p{M}]+(?:(?:#|\++)(?![\p{L}\p{N}]))?/gu) ?? [];
}

/** The words of a text as they are kept: "front-end" is found as "frontend", too, and "Node.js" as "nodejs". */
export function wordsToKeep(text) {
  const words = wordsOf(text);
  if (!/[-.]/.test(text)) return words;
  const joined = folded(text).match(/[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)+/gu) ?? [];
  return [...words, ...joined.map((each) => each.replace(/[-.]/g, ""))];
}

/** The words of a place as they are kept: "San Francisco, CA" is found as "SF", and "New York, NY" as "New York City", too. */
export function placeToKeep(place) {
  const names = folded(place);
  return [...wordsToKeep(place), ...TYPED.filter(([name]) => names.includes(name)).flatMap(([, more]) => more.split(" "))];
}

/** The other words that a word is as good as: other spellings of it, and one for several. */
export function alike(word) {
  const isPlural = word.length > 4 && /[^s]s$/.test(word);
  return [...(ALIKE.find((group) => group.includes(word)) ?? []), ...(isPlural ? [word.slice(0, -1)] : [])];
}

/**
 * How well a word is met by each word of the index, as numbers; the nearest misspellings where none meets it, and nothing else does.
 *
 * A mistake that titles have, too, is one all the same: the word that very many more of them have is taken with it.
 */
export function met(word, { vocabulary, inTitles, isName }, isKnown) {
  const levels = new Uint8Array(vocabulary.length);
  const everywhere = word.length > 2 || !PLAIN.test(word);
  let any = Boolean(isKnown);
  let isRare = !isKnown && word.length >= SURE && mistakesIn(word) > 0;
  let titles = 0;
  vocabulary.forEach((each, at) => {
    const start = each.indexOf(word);
    if (start < 0 || (start > 0 && !everywhere)) return;
    levels[at] = start > 0 ? INSIDE : each.length === word.length ? EXACT : BEGINNING;
    any = true;
    titles += inTitles[at];
    if (isName[at]) isRare = false;
  });
  if (!any) for (const at of nearest(word, vocabulary)) levels[at] = MISSPELT;
  else if (isRare) for (const at of nearest(word, vocabulary, 1, (at) => inTitles[at] >= OFTEN * titles && vocabulary[at][0] === word[0])) levels[at] = MISSPELT;
  return levels;
}

/** How many mistakes are looked for in a word: none in very short and long ones and in numbers. */
function mistakesIn(word) {
  return word.length < 4 || word.length > LONGEST || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2;
}

/** The places of the words that are nearest to a word, of those that may be it. */
function nearest(word, words, most = mistakesIn(word) + ONWARDS, maybe = () => true) {
  const mistakes = Math.floor(most);
  if (!mistakes) return [];
  const letters = lettersOf(word);
  let found = [];
  words.forEach((each, at) => {
    if (each.length < word.length - mistakes || !maybe(at) || bits(letters & ~lettersOf(each)) > mistakes) return;
    const apart = distance(word, each, mistakes);
    // Whose beginning is near begins alike: who asks for Paris is not after a barista.
    if (apart > most || (apart % 1 && each[0] !== word[0])) return;
    if (apart < most) [most, found] = [apart, []];
    found.push(at);
  });
  return found;
}

/** How many letters are missing, wrong, too many or swapped in a word, as far as `most`; else infinitely many. */
function distance(word, other, most) {
  const width = Math.min(other.length, word.length + most);
  let [before, last, now] = LINES;
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let row = 1; row <= word.length; row++) {
    let least = (now[0] = row);
    for (let column = 1; column <= width; column++) {
      const isSame = word[row - 1] === other[column - 1];
      let cost = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1));
      const isSwapped = row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
      if (isSwapped) cost = Math.min(cost, before[column - 2] + 1);
      now[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return Infinity;
    [before, last, now] = [last, now, before];
  }
  let beginning = Infinity;
  for (let column = 0; column <= width; column++) beginning = Math.min(beginning, last[column] + ONWARDS);
  return other.length === width ? Math.min(last[width], beginning) : beginning;
}

/** Which letters a word has, as bits; several letters share one. */
function lettersOf(word) {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** How many bits a number has. */
function bits(number) {
  let count = 0;
  for (; number; number &= number - 1) count++;
  return count;
}

/** The names of countries that everybody may use, as a list of Intl.DisplayNames; and those in further languages. */
export function usualNames(languages) {
  const known = new Set([...INTERFACE, ...languages.filter(languageOf)]);
  return [namesIn("en", "short"), ...Array.from(known, (language) => namesIn(language))]; // the short English ones are US and UK
}

/** A function that returns the names of countries in the languages of the scripts of a text, when a script is first met. */
export function namesByScript() {
  const unread = new Set(WRITTEN);
  return (text) => {
    const scripts = [...unread].filter(([letters]) => letters.test(text));
    for (const script of scripts) unread.delete(script);
    return scripts.flatMap(([, languages]) => Intl.DisplayNames.supportedLocalesOf(languages)).map((language) => namesIn(language));
  };
}

/** The names of countries in a language. */
function namesIn(language, style = "long") {
  const names = new Intl.DisplayNames(language, { type: "region", style, fallback: "none" });
  names.of("DE"); // what is slow at its first use is used while the data are on their way
  return names;
}

/** A language as the browser takes it; its own where it does not know such a tag. */
export function languageOf(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
