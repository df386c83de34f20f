// A working day of a sales representative, from the first look in the morning to what went wrong in the
// evening: only their own clients, on a laptop and on a phone, and nothing is lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoFaults, checkAccessibility, checkWidths, colleague, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit, verb } from "../harness.mjs";

let server, browser, page, own, foreign;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const administrator = await newPage(browser);
  await signUp(administrator, server, { firm: "Проба ООД" });
  await submit(administrator, "form[action='/welcome'] button");
  await settled(administrator);
  await administrator.goto(`${server.origin}/accounts`);
  const links = administrator.locator("main table tbody th[scope=row] a");
  const client = async (number) => ({ href: await links.nth(number).getAttribute("href"), name: (await links.nth(number).innerText()).trim() });
  own = await client(0);
  foreign = await client(3);
  page = await colleague(browser, server, { email: "petar@example.com", name: "Петър Колев", role: "sales_representative" });
  verb(server, "accounts", "set", own.href.split("/").pop(), "--owner", "petar@example.com");
  await administrator.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

function hour(name, work) {
  test(name, async () => {
    try {
      await work();
      assertNoFaults(page);
    } catch (error) {
      await keepEvidence(name, page, server);
      throw error;
    }
  });
}

const visit = (path) => page.goto(`${server.origin}${path}`);

async function press(locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

async function pressIn(form) {
  const fold = page.locator(`details:has(${form}) > summary`);
  if ((await fold.count()) > 0) await fold.first().click();
  await press(page.locator(`${form} button`).first());
}

hour("08:30 the morning shows their clients and nobody else's", async () => {
  for (const path of ["/", "/accounts", "/next-steps", "/activity", "/people", "/journal", "/trash", "/recent"]) {
    const answer = await visit(path);
    assert.equal(answer.status(), 200, path);
    assert.equal(await page.getByText(foreign.name, { exact: false }).count(), 0, `${path} shows ${foreign.name}`);
    await checkAccessibility(page, path);
    await checkWidths(page, path, [360, 1280]);
  }
  await visit("/accounts");
  assert.equal(await page.locator("main table tbody tr").count(), 1);
  assert.equal((await visit(foreign.href)).status(), 404);
  page.faults.length = 0;
});

hour("09:10 one line after a visit becomes a contact and a next step", async () => {
  await visit(`/add?line=${encodeURIComponent(`бях при ${own.name}, искат оферта, да пратя до петък`)}`);
  assert.ok((await page.locator("#client").inputValue()).startsWith(own.name));
  await submit(page, "form[method=post][action='/add'] button.btn-main");
  assert.equal(new URL(page.url()).pathname, own.href);
  assert.match(await page.locator("#timeline .happenings li").first().innerText(), /оферта/);
  assert.match(await page.locator("#next-steps").innerText(), /прат/);
});

hour("10:00 a new person at the client, with a number the world can dial", async () => {
  await visit(`/people/new?account=${own.href.split("/").pop()}`);
  await page.fill("#f-given_name", "Невена");
  await page.fill("#f-family_name", "Снабдителева");
  await page.fill("#f-title", "Снабдител");
  await page.fill("#v-0", "0888 555 444");
  await submit(page, ".record-form button.btn-main");
  assert.match(await page.locator("main").innerText(), /\+359888555444/);
  await visit(own.href);
  assert.equal(await page.locator("#people", { hasText: "Невена Снабдителева" }).count(), 1);
});

hour("11:20 a slip of the hand in a form is undone from the message", async () => {
  await visit(`${own.href}/edit`);
  const city = await page.inputValue("#f-city");
  await page.fill("#f-city", "Грешка");
  await submit(page, ".record-form button.btn-main");
  await press(page.locator(".toast form button"));
  await visit(`${own.href}/edit`);
  assert.equal(await page.inputValue("#f-city"), city);
});

hour("13:40 on the phone: the step is done, and it was the wrong one", async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  await visit("/next-steps?owner=me");
  const step = page.locator(".step", { hasText: own.name }).first();
  const what = await step.locator(".step-what a").first().innerText();
  await press(step.locator("form button").first());
  assert.equal(await page.locator(".step-what", { hasText: what }).count(), 0);
  await press(page.locator(".notice-done button"));
  assert.ok((await page.locator(".step-what", { hasText: what }).count()) > 0);
  await checkWidths(page, "next steps on the phone", [360]);
  await page.setViewportSize({ width: 1280, height: 900 });
});

hour("15:00 a note removed by mistake comes out of the trash", async () => {
  await visit(own.href);
  await page.locator(".add-row details", { hasText: /бележка/ }).locator("summary").click();
  await page.locator("#note-text").fill("Предпочитат доставка сутрин");
  await press(page.locator("form[action$='/notes'] button"));
  const note = page.locator("#timeline .happenings li", { hasText: "Предпочитат доставка" });
  await press(note.locator("a[href^='/notes/']").first());
  await pressIn("form[action$='/delete']");
  await visit(own.href);
  assert.equal(await note.count(), 0);
  await visit("/trash");
  await press(page.locator("main tbody tr", { hasText: "Предпочитат доставка" }).locator("form[action$='/restore'] button"));
  await visit(own.href);
  assert.equal(await note.count(), 1);
});

hour("17:30 the day stands in one list and in the client's journal", async () => {
  await visit("/recent");
  const told = await page.locator(".recent").innerText();
  assert.match(told, /Петър Колев/);
  for (const what of [/Невена Снабдителева/, /бележка/]) assert.match(told, what);
  await visit(`${own.href}/journal`);
  assert.match(await page.locator("main tbody").innerText(), /града/);
  assert.equal(await page.locator("form[action*='/purge']").count(), 0);
});
