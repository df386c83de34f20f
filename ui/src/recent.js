// Which clients and people this user opened last in this browser: paths only, no names; the server says
// what they are called, and to whom. Another user begins anew.

const KEY = "clientela_recent";
const MOST = 8;
const RECORD = /^\/(?:accounts|people)\/[0-9a-f]{8}-[0-9a-f-]{27}/;

function user() {
  return document.querySelector('meta[name="user"]')?.content ?? "";
}

/** Paths of records, the last opened first. */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return kept.user === user() && Array.isArray(kept.paths) ? kept.paths.filter((path) => RECORD.test(path)) : [];
  } catch {
    return [];
  }
}

export function remember() {
  if (!user()) return;
  const path = location.pathname.match(RECORD)?.[0];
  const paths = [...new Set([...(path ? [path] : []), ...recent()])].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify({ user: user(), paths }));
  } catch {
    // A browser that keeps nothing has no list of what was last.
  }
}
