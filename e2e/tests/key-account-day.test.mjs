// A Monday of a key account manager: whom we are silent with, what the client decides by, who decides
// there, what is promised next, and a client that passes into other hands with everything known of it.

import assert from "node:assert/strict";
import { checkAccessibility, checkWidths, colleague, submit, verb } from "../harness.mjs";
import { clientsOf, workingDay } from "../day.mjs";

const day = workingDay({ language: "bg" }, async ({ server, browser, administrator }) => {
  const clients = await clientsOf(administrator, server);
  const silent = (await clientsOf(administrator, server, "/accounts?need=silent"))[0];
  const own = [silent, ...clients.filter((one) => one.id !== silent.id).slice(0, 3)];
  const page = await colleague(browser, server, { email: "stoyan@example.com", name: "Стоян Мавров", role: "key_account_manager" });
  const successor = await colleague(browser, server, { email: "dara@example.com", name: "Дара Петкова", role: "key_account_manager" });
  for (const client of own) verb(server, "accounts", "set", client.id, "--owner", "stoyan@example.com");
  return { page, successor, silent, passing: own[2] };
});
const { hour, visit, press, unfold } = day;

hour("08:30 the morning names who is silent, and nothing on it leads nowhere", async () => {
  await visit("/");
  assert.equal(await day.page.locator("#silences", { hasText: day.silent.name }).count(), 1);
  assert.equal(await day.page.locator(".sample-banner button").count(), 0, "only who may remove the sample is offered it");
  await checkAccessibility(day.page, "morning");
  await checkWidths(day.page, "morning", [360, 1280]);
  const links = await day.page.locator("main a[href^='/'], .rail a[href^='/'], .topbar a[href^='/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const path of new Set(links.map((one) => one.split("#")[0]))) {
    const answer = await day.page.request.get(`${day.server.origin}${path}`);
    assert.equal(answer.status(), 200, `${path} is offered on the front page`);
  }
  await visit("/accounts");
  assert.equal(await day.page.locator("main a[href='/imports/new']").count(), 0, "nor an import to who may not import");
});

hour("08:50 the silence ends with a call and a promise for Friday", async () => {
  await visit("/");
  await press(day.page.locator("#silences li", { hasText: day.silent.name }).locator("a.btn"));
  assert.match(new URL(day.page.url()).pathname, /\/interactions\/new$/);
  await day.page.selectOption("[name=kind]", "call");
  await day.page.fill("[name=summary]", "Питат за по-малки опаковки; решава новият категориен мениджър.");
  await day.page.fill("[name=step_what]", "Да пратя предложение за опаковките");
  await day.page.fill("[name=step_due]", "петък");
  await submit(day.page, "main form button.btn-main");
  await visit(day.silent.href);
  assert.match(await day.page.locator("#timeline .happenings li").first().innerText(), /по-малки опаковки/);
  assert.match(await day.page.locator("#next-steps .steps").innerText(), /предложение за опаковките/);
  await visit("/");
  assert.equal(await day.page.locator("#silences", { hasText: day.silent.name }).count(), 0, "it is silent no longer");
});

hour("09:30 what the client decides by is answered, with evidence", async () => {
  await visit(`${day.silent.href}#need`);
  const open = day.page.locator("#need .criteria > li", { has: day.page.locator("form") }).last();
  const condition = await open.getAttribute("id");
  const form = open.locator("form").first();
  await unfold(form);
  await form.locator("[name=answer]").first().check();
  await form.locator("textarea[name=text]").fill("рамков договор 14, точка 3");
  await press(form.locator("button"));
  const answered = day.page.locator(`#${condition}`);
  assert.match(await answered.innerText(), /Стоян Мавров/, "who says so stands beside it");
  await checkWidths(day.page, "a client with an answered condition", [360]);
});

hour("10:30 who decides there is met, and the meeting knows them", async () => {
  await visit(`/people/new?account=${day.silent.id}`);
  await day.page.fill("#f-given_name", "Ралица");
  await day.page.fill("#f-family_name", "Везенкова");
  await day.page.fill("#f-title", "Категориен мениджър");
  await submit(day.page, ".record-form button.btn-main");
  const person = new URL(day.page.url()).pathname;
  await visit(`${day.silent.href}/interactions/new`);
  await day.page.selectOption("[name=kind]", "meeting");
  await day.page.fill("[name=summary]", "Запознахме се; пита за екологична опаковка.");
  await day.page.locator("label", { hasText: "Ралица Везенкова" }).locator("[name=people]").check();
  await submit(day.page, "main form button.btn-main");
  await visit(person);
  assert.match(await day.page.locator("main").innerText(), /екологична опаковка/);
});

hour("11:30 a duty the book cannot see is ticked off with its proof", async () => {
  await visit(`${day.silent.href}#duties`);
  const lead = day.page.locator("#duties .lead");
  const before = await lead.innerText();
  const form = day.page.locator("#duties li", { hasText: "отворено" }).locator("form", { has: day.page.locator("[value=done]") }).first();
  await unfold(form);
  await form.locator("[value=done]").check();
  await form.locator("[name=evidence]").fill("протокол от прегледа на 20 ноември");
  await press(form.locator("button"));
  assert.notEqual(await lead.innerText(), before);
  assert.match(await day.page.locator("#duties").innerText(), /протокол от прегледа/);
});

hour("13:00 on the phone, between two visits, a step moves to the week after", async () => {
  await day.page.setViewportSize({ width: 360, height: 780 });
  await visit("/next-steps?owner=me");
  await checkAccessibility(day.page, "own steps on the phone");
  await checkWidths(day.page, "own steps on the phone", [360]);
  const step = () => day.page.locator(".step", { hasText: "предложение за опаковките" });
  const due = await step().locator("time").getAttribute("datetime");
  await step().locator("details.menu > summary").click();
  await step().locator("[name=due]").fill("+9d");
  await press(step().locator("form[action$='/move'] button"));
  assert.notEqual(await step().locator("time").getAttribute("datetime"), due);
  await day.page.setViewportSize({ width: 1280, height: 900 });
});

hour("14:00 by keys alone: a client is found in the other alphabet and a word about it is noted", async () => {
  await visit("/");
  await day.page.keyboard.press("Control+KeyK");
  await day.page.keyboard.type(day.silent.name.split(" ")[0].toUpperCase());
  await day.page.locator("dialog[open] a").first().waitFor();
  await Promise.all([day.page.waitForEvent("load"), day.page.keyboard.press("Enter")]);
  assert.equal(new URL(day.page.url()).pathname, day.silent.href);
  await Promise.all([day.page.waitForEvent("load"), day.page.keyboard.press("Equal")]);
  assert.equal(new URL(day.page.url()).pathname, "/add");
  await day.page.locator("#line").focus();
  await day.page.keyboard.type(`бях при ${day.silent.name}, видях нова витрина`);
  await Promise.all([day.page.waitForEvent("load"), day.page.keyboard.press("Enter")]);
  await day.page.locator("#summary").focus();
  await Promise.all([day.page.waitForEvent("load"), day.page.keyboard.press("Control+Enter")]);
  assert.match(await day.page.locator("#timeline .happenings li").first().innerText(), /нова витрина/);
});

hour("15:00 a client passes to a colleague: she reads the dossier, all is ticked, steps go along", async () => {
  const dossier = day.passing.href.replace("/accounts/", "/handover/");
  verb(day.server, "next-steps", "add", day.passing.id, "Да уговоря есенните цени", "--due", "2027-01-15", "--for", "stoyan@example.com");
  assert.equal((await visit(dossier, day.successor)).status(), 404, "not hers yet");
  await visit(dossier);
  assert.match(await day.page.locator("#checklist").innerText(), /започва търговският директор/, "who begins it is said");
  await visit(dossier, day.administrator);
  await day.administrator.selectOption("#to", { label: "Дара Петкова" });
  await press(day.administrator.locator("#checklist form button"));

  assert.equal((await visit(dossier, day.successor)).status(), 200, "who takes over reads the dossier first");
  await visit(day.passing.href, day.successor);
  assert.match(await day.successor.locator(".record-head").innerText(), /поемате го/);
  const items = day.page.locator("#checklist ol > li");
  await visit(dossier);
  for (let item = 0; item < (await items.count()); item += 1) {
    // Half of the list is hers to tick.
    const page = item % 2 === 0 ? day.page : day.successor;
    await visit(dossier, page);
    const line = page.locator("#checklist ol > li").nth(item);
    await line.locator("[name=done]").check();
    if (item === 2) await line.locator("[name=note]").fill("запознахме се на 23 ноември");
    await press(line.locator("button"));
  }
  await visit(dossier);
  assert.match(await day.page.locator("#checklist").innerText(), /запознахме се на 23 ноември[^]*Дара Петкова/);
  await checkAccessibility(day.page, "a hand-over");
  await checkWidths(day.page, "a hand-over", [360, 1280]);
  await visit(dossier, day.administrator);
  await press(day.administrator.locator("form[action$='/finish'] button"));

  assert.equal((await visit(day.passing.href)).status(), 404, "it is not his any more");
  day.page.faults.length = 0;
  await visit("/next-steps?owner=me", day.successor);
  assert.equal(await day.successor.locator(".step", { hasText: "есенните цени" }).count(), 1, "the open step is hers now");
});

hour("16:30 a week off: the colleague stands in and is told why she sees the clients", async () => {
  assert.equal((await visit(day.silent.href, day.successor)).status(), 404);
  await visit("/me");
  const form = day.page.locator("#absences form[action='/absences']");
  await unfold(form);
  await form.locator("[name=substitute]").selectOption({ label: "Дара Петкова" });
  const today = new Date().toISOString().slice(0, 10);
  const later = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await form.locator("[name=first_day]").fill(today);
  await form.locator("[name=last_day]").fill(later);
  await press(form.locator("button"));
  assert.match(await day.page.locator("#absences").innerText(), /Дара Петкова/);
  assert.equal((await visit(day.silent.href, day.successor)).status(), 200);
  assert.match(await day.successor.locator(".record-head").innerText(), /замествате Стоян Мавров/);
  day.successor.faults.length = 0;
});

hour("17:30 the day is told in one list, in sentences", async () => {
  await visit("/recent");
  const told = await day.page.locator(".recent").innerText();
  for (const what of [/Ралица Везенкова/, /следваща стъпка за/, /отсъствие/i, /отметките/, /„изпълнено“/]) assert.match(told, what);
  assert.doesNotMatch(told, /[a-z]+_[a-z]+|[{}[\]]/, "no word of the program's own, and no stored list");
  await checkWidths(day.page, "the day", [360, 1280]);
  await checkAccessibility(day.page, "the day");
});
