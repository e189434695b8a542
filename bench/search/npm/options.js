/** What MiniSearch reads of an article and gives back of it; the same where the index is made and where it is asked. */
const SHOWN = ["path", "title", "lang", "date", "added", "dateline", "standfirst", "original", "isOwn", "filters"];

export const OPTIONS = { fields: ["title", "names", "standfirst", "text"], storeFields: SHOWN };
