// People and clients as records: a form loses nothing, a person is found while one types, and is erased
// for good.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, page;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function visit(path) {
  const answer = await page.goto(`${server.origin}${path}`);
  assert.ok(answer.status() < 400, `${path}: ${answer.status()}`);
}

async function save() {
  await submit(page, ".record-form button");
  await settled(page);
}

function step(name, work) {
  test(name, async () => {
    try {
      await work();
    } catch (error) {
      await keepEvidence(name, page, server);
      throw error;
    }
  });
}

let client, person;

step("a wrong number is explained and nothing typed is lost", async () => {
  await visit("/accounts/new");
  await page.fill("#f-name", "Нов клиент ООД");
  await page.fill("#f-registration_number", "123");
  await save();
  assert.equal(await page.inputValue("#f-name"), "Нов клиент ООД");
  assert.equal(await page.locator("#e-registration_number").count(), 1);
  await checkAccessibility(page, "a form with an error");
  await page.fill("#f-registration_number", "175074752");
  await page.fill("#f-tags", "хоре, нов");
  await save();
  client = new URL(page.url()).pathname;
  assert.match(await page.locator("#data").innerText(), /ООД[^]*хоре/);
});

step("a person comes with their place and a number the world can dial", async () => {
  await visit(`/people/new?account=${client.split("/").pop()}`);
  assert.equal(await page.inputValue("#f-account"), "Нов клиент ООД");
  await page.fill("#f-given_name", "Мария");
  await page.fill("#f-family_name", "Тестова");
  await page.fill("#f-title", "Директор");
  await page.fill("#v-0", "0888 123 456");
  await save();
  person = new URL(page.url()).pathname;
  const text = await page.locator("main").innerText();
  assert.match(text, /\+359888123456/);
  assert.match(text, /Нов клиент ООД, Директор/);
});

step("a person is found while one types, and the state is an address", async () => {
  await visit("/people");
  await page.locator("#q").pressSequentially("test");
  await page.waitForURL(/q=test/);
  await settled(page);
  assert.equal(await page.locator("#results tbody tr").count(), 1);
  await visit(new URL(page.url()).pathname + new URL(page.url()).search);
  assert.equal(await page.locator("#results tbody tr").count(), 1);
});

step("a person moves on, the old place stays", async () => {
  await visit(person);
  await page.click("a[href$='/move']");
  await page.fill("#f-account", "00001");
  await page.fill("#f-title", "Управител");
  await save();
  const text = await page.locator("#places").innerText();
  assert.match(text, /Ракита Ритейл АД, Управител[^]*Преди[^]*Нов клиент ООД, Директор/);
});

step("an erased person leaves a trace without a name", async () => {
  await visit(person);
  await page.click("details:has(form[action$='/erase']) > summary");
  await page.check("input[name=sure]");
  await page.click("form[action$='/erase'] button");
  await page.waitForLoadState();
  await visit(person);
  assert.equal(await page.locator("h1").innerText(), "Изтрит човек");
  await checkAccessibility(page, "an erased person");
  await visit("/people?q=тестова");
  assert.equal(await page.locator("#results tbody tr").count(), 0);
});
