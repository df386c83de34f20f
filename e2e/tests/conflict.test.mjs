// Two people, each in a browser of their own, change the same record: whoever saves second sees both
// versions field by field and what it was before, chooses, and nothing that anybody typed is lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, colleague, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, mine, theirs, client;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  mine = await newPage(browser);
  await signUp(mine, server, { firm: "Проба ООД" });
  await submit(mine, "form[action='/welcome'] button");
  await settled(mine);
  theirs = await colleague(browser, server, { email: "dora@example.com", name: "Дора Иванова", role: "director" }, { javaScriptEnabled: false });
  await mine.goto(`${server.origin}/key-accounts`);
  client = await mine.locator("main table tbody th[scope=row] a").first().getAttribute("href");
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

function story(name, work) {
  test(name, async () => {
    try {
      await work();
    } catch (error) {
      await keepEvidence(`${name} (mine)`, mine, server);
      await keepEvidence(`${name} (theirs)`, theirs);
      throw error;
    }
  });
}

async function both(path) {
  for (const page of [mine, theirs]) await page.goto(`${server.origin}${path}`);
}

async function save(page, form) {
  await Promise.all([page.waitForEvent("load"), page.locator(`${form} button.btn-main`).first().click()]);
}

const field = (page, label) => page.locator(".version-field", { hasText: label });

story("a client: what one changed is proposed, what both changed is asked", async () => {
  await both(`${client}/edit`);
  const phone = "+359 2 123 4567";
  const city = await mine.inputValue("#f-city");
  await theirs.fill("#f-city", "Варна");
  await theirs.fill("#f-address", "бул. Приморски 5");
  await theirs.fill("#f-note", "първи ред\nвтори ред");
  await save(theirs, ".record-form");
  assert.equal(new URL(theirs.url()).pathname, client);

  await mine.fill("#f-city", "Русе");
  await mine.fill("#f-phone", phone);
  await save(mine, ".record-form");
  assert.match(await mine.locator("main").innerText(), /Дора Иванова/);
  assert.equal(await mine.locator(".version-field").count(), 4);
  await checkWidths(mine, "conflict");
  await checkAccessibility(mine, "conflict");
  const cityField = field(mine, "Град");
  assert.match(await cityField.innerText(), new RegExp(`${city}[^]*Варна[^]*Русе`));
  assert.equal(await cityField.locator("input:checked").count(), 0, "only a person can say");
  assert.equal(await field(mine, "Адрес").locator("input:checked").getAttribute("value"), "theirs");
  assert.equal(await field(mine, "Телефон").locator("input:checked").getAttribute("value"), "mine");
  await cityField.locator("input[value=mine]").check();
  await save(mine, ".versions");
  assert.equal(new URL(mine.url()).pathname, client);

  await mine.goto(`${server.origin}${client}/edit`);
  assert.equal(await mine.inputValue("#f-city"), "Русе");
  assert.equal(await mine.inputValue("#f-address"), "бул. Приморски 5");
  assert.equal((await mine.inputValue("#f-phone")).replace(/\s/g, ""), phone.replace(/\s/g, ""));
  assert.equal(await mine.inputValue("#f-note"), "първи ред\nвтори ред");
});

story("somebody was faster once more: the choice is asked again", async () => {
  await both(`${client}/edit`);
  await theirs.fill("#f-city", "Бургас");
  await save(theirs, ".record-form");
  await mine.fill("#f-city", "Плевен");
  await save(mine, ".record-form");
  await theirs.goto(`${server.origin}${client}/edit`);
  await theirs.fill("#f-city", "Ямбол");
  await save(theirs, ".record-form");
  await field(mine, "Град").locator("input[value=mine]").check();
  await save(mine, ".versions");
  assert.match(await field(mine, "Град").innerText(), /Бургас[^]*Ямбол[^]*Плевен/);
  await field(mine, "Град").locator("input[value=theirs]").check();
  await save(mine, ".versions");
  await mine.goto(`${server.origin}${client}/edit`);
  assert.equal(await mine.inputValue("#f-city"), "Ямбол");
});

story("both typed the same: there is nothing to choose", async () => {
  await both(`${client}/edit`);
  for (const page of [theirs, mine]) {
    await page.fill("#f-city", "Сливен");
    await save(page, ".record-form");
    assert.equal(new URL(page.url()).pathname, client);
  }
  assert.match(await mine.locator(".toast").innerText(), /точно такъв/);
});

story("a person, with all ways to reach them as one", async () => {
  await mine.goto(`${server.origin}${client}`);
  const person = await mine.locator("#people tbody a").first().getAttribute("href");
  await both(`${person}/edit`);
  await theirs.fill("#v-0", "0888 111 222");
  await save(theirs, ".record-form");
  await mine.fill("#f-honorific", "г-жа");
  await save(mine, ".record-form");
  await save(mine, ".versions");
  assert.equal(new URL(mine.url()).pathname, person);
  const text = await mine.locator("main").innerText();
  assert.match(text, /\+359888111222/);
  await mine.goto(`${server.origin}${person}/edit`);
  assert.equal(await mine.inputValue("#f-honorific"), "г-жа");
});

story("a note and a next step", async () => {
  await mine.goto(`${server.origin}${client}`);
  await mine.locator(".add-row details", { hasText: /бележка/ }).locator("summary").click();
  await mine.locator("#note-text").fill("Начало");
  await Promise.all([mine.waitForNavigation(), mine.locator("form[action$='/notes'] button").click()]);
  const note = await mine.locator("#timeline .happenings li", { hasText: "Начало" }).locator("a[href^='/notes/']").first().getAttribute("href");
  await both(note);
  await theirs.fill("#text", "Начало, и още");
  await save(theirs, "form.stack");
  await mine.fill("#text", "Друго начало");
  await save(mine, "form.stack");
  await mine.locator(".version-field input[value=mine]").check();
  await save(mine, ".versions");
  await mine.goto(`${server.origin}${note}`);
  assert.equal(await mine.inputValue("#text"), "Друго начало");

  await mine.goto(`${server.origin}/next-steps`);
  const step = await mine.locator(".step-what a[href^='/next-steps/']").first().getAttribute("href");
  await both(step);
  await theirs.fill("#due", "2027-03-01");
  await save(theirs, "form.stack");
  await mine.fill("#what", "Друга стъпка");
  await save(mine, "form.stack");
  assert.equal(await mine.locator(".version-field").count(), 2);
  await save(mine, ".versions");
  await mine.goto(`${server.origin}${step}`);
  assert.equal(await mine.inputValue("#what"), "Друга стъпка");
  assert.equal(await mine.inputValue("#due"), "2027-03-01");
});

story("settings: what is apart is simply saved, what is the same is asked", async () => {
  await both("/settings");
  await theirs.fill("#name", "Проба АД");
  await save(theirs, "form[action='/settings/firm']");
  await mine.fill("[name^='threshold-']", "0,75");
  await save(mine, "form[action^='/settings/profiles']");
  assert.equal(new URL(mine.url()).pathname, "/settings", "nobody else touched the weights");

  await theirs.goto(`${server.origin}/settings`);
  await mine.goto(`${server.origin}/settings`);
  await theirs.fill("#name", "Проба Холдинг");
  await save(theirs, "form[action='/settings/firm']");
  await mine.fill("#name", "Проба ЕООД");
  await save(mine, "form[action='/settings/firm']");
  await mine.locator(".version-field input[value=mine]").check();
  await save(mine, ".versions");
  assert.equal(await mine.inputValue("#name"), "Проба ЕООД");
  await mine.locator("[name^='threshold-']").first().waitFor();
  assert.equal(await mine.locator("[name^='threshold-']").first().inputValue(), "0,75");
});
