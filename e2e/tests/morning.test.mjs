// A key account manager's morning: our own promises first, each greeting with why, what to bring and what
// to ask; done in one click, taken back, put off for a reason; the director looks at it. Both languages.

import assert from "node:assert/strict";
import { checkAccessibility, checkFolds, checkWidths, colleague, submit, verb } from "../harness.mjs";
import { clientsOf, workingDay } from "../day.mjs";

/// A day so many days from today, as ISO.
function dayFromNow(days) {
  return new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

const day = workingDay({ language: "bg" }, async ({ server, browser, administrator }) => {
  const clients = (await clientsOf(administrator, server)).slice(0, 3);
  const page = await colleague(browser, server, { email: "stoyan@example.com", name: "Стоян Мавров", role: "key_account_manager" });
  for (const client of clients) verb(server, "accounts", "set", client.id, "--owner", "stoyan@example.com");
  const [promised, owed] = clients;
  verb(server, "obligations", "add", promised.id, "us", "мостри от новата опаковка", "--due", dayFromNow(0), "--importance", "3", "--by", "stoyan@example.com");
  verb(server, "obligations", "add", owed.id, "them", "подписан протокол за рафта", "--due", dayFromNow(-4), "--made", dayFromNow(-20), "--by", "stoyan@example.com");
  return { page, promised, owed, clients };
});
const { hour, visit, press } = day;

/// The greeting of a client on the page.
const greeting = (client, page = day.page) => page.locator(`#greetings .section-head ~ .greetings > .greeting[data-account="${client.id}"]`).first();

const PROMISED = /обещахме „мостри от новата опаковка“ за днес/;

hour("08:00 what we promised for today stands first, with why and what to bring", async () => {
  await visit("/");
  const first = day.page.locator("#greetings > .greetings > .greeting").first();
  assert.equal(await first.getAttribute("data-account"), day.promised.id);
  const said = await first.innerText();
  assert.match(said, PROMISED);
  assert.match(said, /Носете\s+мостри от новата опаковка/);
  assert.equal(await day.page.locator("#greetings .btn-main").count(), 1, "one button stands out");
  const theirs = await greeting(day.owed).innerText();
  assert.match(theirs, /обещаха ни „подписан протокол за рафта“/);
  assert.match(theirs, /кога ще изпълнят/);
  assert.match(await day.page.locator("#we-owe").innerText(), /мостри от новата опаковка/);
  assert.match(await day.page.locator("#they-owe").innerText(), /подписан протокол/);
  assert.ok((await day.page.locator("#greetings > .greetings > .greeting").count()) <= 7);
  await day.page.locator("#greetings .why summary").first().click();
  assert.match(await day.page.locator("#greetings .why-panel").first().innerText(), /вероятност/);
  await checkAccessibility(day.page, "morning");
  await checkWidths(day.page, "morning");
  await checkFolds(day.page, "morning", [360, 1280]);
});

hour("08:10 a greeting is done in one click, and taken back with its interaction", async () => {
  await visit("/");
  await press(greeting(day.promised).locator("form button.btn").first());
  assert.match(day.page.url(), /undo=greeting\./);
  // Somebody else at that client may have a reason of their own, such as a birthday.
  assert.doesNotMatch(await day.page.locator("#greetings > .greetings").innerText(), PROMISED, "nobody is asked to greet twice");
  assert.match(await day.page.locator("#dealt").innerText(), /поздравен/);
  await visit(day.promised.href);
  assert.match(await day.page.locator("#timeline").innerText(), /Поздрав: .*обещахме „мостри/);
  await visit("/");
  await press(day.page.locator("#dealt form button").first());
  assert.match(await greeting(day.promised).first().innerText(), PROMISED, "it is there again");
  await visit(day.promised.href);
  assert.doesNotMatch(await day.page.locator("#timeline").innerText(), /Поздрав: .*обещахме „мостри/);
});

hour("08:20 one is put off for a reason and comes back on its day", async () => {
  await visit("/");
  const card = greeting(day.owed);
  await card.locator("details.menu > summary").click();
  const form = card.locator("form:has(input[value=put_off])");
  await form.locator("[name=until]").fill(dayFromNow(5));
  await form.locator("[name=note]").fill("в отпуск е до края на седмицата");
  await press(form.locator("button"));
  assert.equal(await greeting(day.owed).count(), 0);
  const dealt = await day.page.locator("#dealt").innerText();
  assert.match(dealt, /в отпуск е/);
  assert.match(dealt, /отложен до/);
  await visit(`/?date=${dayFromNow(5)}`);
  assert.equal(await greeting(day.owed).count(), 1, "on its day it is there again");
});

hour("08:40 the director looks at it in English, the colleague at nobody else's", async () => {
  const director = await colleague(day.browser, day.server, { email: "director@example.com", name: "Невена Цекова", role: "director" });
  await director.goto(`${day.server.origin}/`);
  if ((await director.locator("html").getAttribute("lang")) !== "en") {
    await submit(director, "form:has(input[name=language]) button");
  }
  await director.locator("#greetings .section-head details.menu > summary").click();
  await director.selectOption("#greetings select[name=for]", { label: "Стоян Мавров" });
  await Promise.all([director.waitForEvent("load"), director.locator("#greetings .section-head form button").click()]);
  assert.match(await director.locator("#greetings-title").innerText(), /The morning of Стоян Мавров/);
  assert.match(await greeting(day.promised, director).first().innerText(), /we promised “мостри от новата опаковка” for today/);
  await checkAccessibility(director, "morning of a colleague");
  const id = new URL(director.url()).searchParams.get("for");
  assert.ok(id);
  const administrators = day.administrator;
  await administrators.goto(`${day.server.origin}/`);
  const other = await administrators.locator("#greetings select[name=for] option").first().getAttribute("value");
  const refused = await day.page.request.get(`${day.server.origin}/?for=${other === id ? "" : other}`);
  assert.equal(refused.status(), other === id ? 200 : 403, "a colleague's morning is not everybody's");
  const told = verb(day.server, "salutatio", "--for", "stoyan@example.com");
  assert.equal(told.greetings[0].account.id, day.promised.id);
  assert.equal(told.greetings[0].pinned, true);
});
