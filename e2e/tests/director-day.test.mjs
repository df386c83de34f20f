// A Monday of a commercial director: how much hangs on few, who needs a key account manager and who
// that should be, whose clients are whose, and what went wrong at the weekend is put right.

import assert from "node:assert/strict";
import { checkAccessibility, checkWidths, colleague, numberOf, verb } from "../harness.mjs";
import { clientsOf, workingDay } from "../day.mjs";

const day = workingDay({ language: "en" }, async ({ server, browser, administrator }) => {
  const clients = await clientsOf(administrator, server);
  const manager = await colleague(browser, server, { email: "stoyan@example.com", name: "Stoyan Mavrov", role: "key_account_manager" }, { language: "en" });
  await colleague(browser, server, { email: "boris@example.com", name: "Boris Chanov", role: "sales_representative" }, { language: "en" });
  const page = await colleague(browser, server, { email: "elena@example.com", name: "Elena Dineva", role: "director" }, { language: "en" });
  return { page, manager, client: clients[1] };
});
const { hour, visit, press, unfold } = day;

hour("08:30 every page a director is offered opens", async () => {
  const seen = new Set();
  for (const from of ["/", "/settings", "/managers", "/need-for-kam"]) {
    await visit(from);
    const links = await day.page.locator("main a[href^='/'], .rail a[href^='/'], .topbar a[href^='/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    for (const path of links.map((one) => one.split("#")[0])) {
      // Files and single clients are other tests' subject.
      if (seen.has(path) || /\.(csv|xlsx|vcf)|^\/accounts\//.test(path)) continue;
      seen.add(path);
      const answer = await day.page.request.get(`${day.server.origin}${path}`);
      assert.equal(answer.status(), 200, `${path} is offered on ${from}`);
    }
  }
  assert.ok(seen.size > 20, [...seen].join(" "));
});

hour("09:00 what would be left without the largest client, in figures and in the address", async () => {
  await visit("/concentration");
  const index = () => day.page.locator(".stats .stat", { hasText: "HHI" }).locator("dd").first().innerText();
  const before = await index();
  await day.page.locator("input[name=without]").first().check();
  await press(day.page.locator("#trial .table-foot button"));
  assert.match(day.page.url(), /without=/, "the trial is an address");
  assert.notEqual(await day.page.locator("main .notice b").count(), 0);
  assert.match(await day.page.locator("table.in-trial tbody tr").first().innerText(), /out/i);
  await checkWidths(day.page, "a trial", [360, 1280]);
  await checkAccessibility(day.page, "a trial");
  await press(day.page.locator("main .notice a"));
  assert.equal(await index(), before, "and the way back leads back");
});

hour("09:40 need for a KAM: an answer with evidence narrows what is not known", async () => {
  await visit("/need-for-kam");
  const interval = async () => (await day.page.locator("#firm .verdict b").innerText()).split("–").map(Number);
  const [low, high = low] = await interval();
  const open = day.page.locator("#when .criteria > li", { hasText: "Missing" }).first();
  const condition = await open.getAttribute("id");
  const form = open.locator("form").first();
  await unfold(form);
  await form.locator("[name=answer][value=partly]").check();
  await form.locator("textarea[name=text]").fill("minutes of the sales meeting, 20 November");
  await press(form.locator("button"));
  const [newLow, newHigh = newLow] = await interval();
  assert.ok(newHigh - newLow < high - low, `${low}–${high} became ${newLow}–${newHigh}`);
  assert.match(await day.page.locator(`#${condition}`).innerText(), /Elena Dineva/);
});

hour("10:15 a manager is described, and the proposal is changed before it is accepted", async () => {
  await visit("/managers/assignment");
  await press(day.page.locator("main .empty a.btn-main"));
  await press(day.page.locator("main tbody th a", { hasText: "Stoyan Mavrov" }));
  await day.page.fill("#hired_on", "2019-03-01");
  await day.page.fill("#hours", "1600");
  await day.page.fill("#accounts_max", "12");
  await day.page.fill("#results", "Won the framework contract of 2024.");
  const skill = day.page.locator("#profile fieldset", { has: day.page.locator("[name=kind]") }).first();
  await skill.locator("[name=level]").selectOption({ index: 3 });
  await skill.locator("[name=evidence]").fill("appraisal of 2025");
  await press(day.page.locator("#profile button.btn-main"));

  await visit("/managers/assignment");
  await checkAccessibility(day.page, "a proposal");
  await checkWidths(day.page, "a proposal", [360, 1280]);
  const rows = day.page.locator("main table tbody tr");
  assert.ok((await rows.count()) >= 2);
  const proposed = (row) => row.locator("select");
  const other = rows.nth(1);
  const taken = { href: await rows.first().locator("th a").first().getAttribute("href") };
  const left = { href: await other.locator("th a").first().getAttribute("href") };
  const name = await proposed(rows.first()).locator("option", { hasText: "Stoyan Mavrov" }).getAttribute("value");
  await proposed(rows.first()).selectOption(name);
  await proposed(other).selectOption({ index: 0 });
  await press(day.page.locator("main form .form-foot button"));
  assert.match(await day.page.locator(".notice-ok[role=status]").innerText(), /\d/);
  await visit(taken.href);
  assert.match(await day.page.locator("#data").innerText(), /Stoyan Mavrov/);
  await visit(left.href);
  assert.doesNotMatch(await day.page.locator("#data").innerText(), /Stoyan Mavrov/, "left to nobody, as she chose");
});

hour("11:00 names of the sales files become people, and their clients get owners: undone, done again", async () => {
  await visit("/settings/representatives");
  const row = day.page.locator("main tbody tr", { hasText: "Борис Чанов" });
  const clients = numberOf(await row.locator("td.num").first().innerText());
  await row.locator("select").selectOption({ label: "Boris Chanov" });
  await press(day.page.locator("main form .form-foot button"));
  await visit("/settings/owners");
  const preview = day.page.locator("main table tbody tr");
  assert.ok((await preview.count()) > 0, "what would change is shown first");
  await press(day.page.locator("form[action='/settings/owners'] button"));
  const owned = () => clientsOf(day.page, day.server, `/accounts?owner=${boris}`);
  const boris = verb(day.server, "user", "list").users.find((one) => one.email === "boris@example.com").user;
  await press(day.page.locator("[role=status] form button"));
  assert.equal((await owned()).length, 0, "undone as a whole");
  await visit("/settings/owners");
  await press(day.page.locator("form[action='/settings/owners'] button"));
  const now = (await owned()).length;
  assert.ok(now > 0 && now <= clients, `${now} of ${clients}`);
});

hour("13:00 what a manager mistyped on Friday is set back, whatever it was", async () => {
  verb(day.server, "accounts", "set", day.client.id, "--owner", "stoyan@example.com");
  // The manager corrects the wrong card and overwrites a name and a number.
  await visit(`/people/new?account=${day.client.id}`, day.manager);
  await day.manager.fill("#f-given_name", "Venera");
  await day.manager.fill("#f-family_name", "Ruseva");
  await day.manager.fill("#v-0", "0888 555 444");
  await press(day.manager.locator(".record-form button.btn-main"));
  const person = new URL(day.manager.url()).pathname;
  await visit(`${person}/edit`, day.manager);
  await day.manager.fill("#f-family_name", "Other");
  await day.manager.fill("#v-0", "0888 000 000");
  await press(day.manager.locator(".record-form button.btn-main"));
  await visit(`${day.client.href}/edit`, day.manager);
  await day.manager.fill("#f-tags", "wrong card");
  await press(day.manager.locator(".record-form button.btn-main"));

  for (const [kind, told] of [["person", "Ruseva"], ["account", "wrong card"]]) {
    await visit(`/journal?kind=${kind}`);
    const row = day.page.locator("main tbody tr", { hasText: told }).first();
    await press(row.locator("form button"));
    assert.match(await day.page.locator(".toast, [role=status]").first().innerText(), /back/i);
  }
  await visit(person);
  assert.match(await day.page.locator("main").innerText(), /Venera Ruseva[^]*\+359888555444/);
  await visit(day.client.href);
  assert.doesNotMatch(await day.page.locator("#data").innerText(), /wrong card/);
  await visit("/search?q=ruseva");
  assert.match(await day.page.locator(".found").first().innerText(), /Ruseva/, "and is found by it again");
});

hour("14:00 what was thrown away comes back with its links", async () => {
  await visit(`${day.client.href}`, day.manager);
  await day.manager.locator(".add-row details", { hasText: "note" }).locator("summary").click();
  await day.manager.locator("#note-text").fill("They pay on the fifth of each month.");
  await press(day.manager.locator("form[action$='/notes'] button"));
  const entry = day.manager.locator("#timeline .happenings li", { hasText: "fifth of each month" });
  await press(entry.locator("a[href^='/notes/']").first());
  const form = day.manager.locator("form[action$='/delete']");
  await unfold(form);
  await press(form.locator("button"));
  await visit("/trash");
  await press(day.page.locator("main tbody tr", { hasText: "fifth of each month" }).locator("form[action$='/restore'] button"));
  await visit(day.client.href);
  assert.equal(await day.page.locator("#timeline .happenings li", { hasText: "fifth of each month" }).count(), 1);
});

hour("15:30 the words of a note are set back to what they were", async () => {
  await visit(day.client.href);
  const entry = () => day.page.locator("#timeline .happenings li", { hasText: "of each month" });
  await press(entry().locator("a[href^='/notes/']").first());
  const own = await day.page.locator("form button.btn-main").count();
  assert.equal(own, 1, "a director answers for others' words");
  await day.page.fill("[name=text]", "They pay on the tenth of each month.");
  await press(day.page.locator("main form button.btn-main").first());
  await visit("/journal?kind=note");
  await press(day.page.locator("main tbody tr", { hasText: "tenth" }).first().locator("form button"));
  await visit(day.client.href);
  assert.match(await entry().innerText(), /fifth/);
});

hour("16:30 by keys alone and on a phone: from the journal to the concentration and out as a workbook", async () => {
  await visit("/journal");
  await day.page.keyboard.press("KeyG");
  await Promise.all([day.page.waitForEvent("load"), day.page.keyboard.press("KeyD")]);
  assert.equal(new URL(day.page.url()).pathname, "/concentration");
  await day.page.setViewportSize({ width: 360, height: 780 });
  for (const path of ["/", "/concentration", "/need-for-kam", "/managers", "/settings/representatives", "/journal", "/trash"]) {
    await visit(path);
    await checkWidths(day.page, path, [360]);
    await checkAccessibility(day.page, `${path} on a phone`);
  }
  await day.page.setViewportSize({ width: 1280, height: 900 });
  const workbook = await day.page.request.get(`${day.server.origin}/concentration.xlsx`);
  assert.equal(workbook.status(), 200);
  assert.equal((await workbook.body()).subarray(0, 2).toString(), "PK");
});
