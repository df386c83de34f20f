// Whoever has declared an interest at a client decides nothing there: somebody else does. Everybody sees their own
// declarations, whoever leads sees the register. Once in each language.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, colleague, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit, verb } from "../harness.mjs";
import { clientsOf } from "../day.mjs";

let server, browser, administrator;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  administrator = await newPage(browser);
  await signUp(administrator, server, { firm: "Проба ООД" });
  await submit(administrator, "form[action='/welcome'] button");
  await settled(administrator);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const STORIES = [
  {
    language: "bg",
    director: { email: "elena@example.com", name: "Елена Динева" },
    second: { email: "borislav@example.com", name: "Борислав Тинев" },
    reader: { email: "rada@example.com", name: "Рада Мечева" },
    place: 0,
    words: { kin: /роднина/, none: /Не сте декларирали/, withdrawn: /оттеглен/, administrator: /администраторът не решава/, check: /Деклариран интерес/, stays: /никой не оттегля/ },
  },
  {
    language: "en",
    director: { email: "ellen@example.com", name: "Ellen Dineva" },
    second: { email: "boris@example.com", name: "Boris Tinev" },
    reader: { email: "rada2@example.com", name: "Rada Mecheva" },
    place: 2,
    words: { kin: /kin/, none: /declared no interest/, withdrawn: /withdrawn/, administrator: /an administrator decides about no gifts/, check: /declared an interest/, stays: /Nobody withdraws their own/ },
  },
];

for (const { language, director, second, reader, place, words } of STORIES) {
  test(`a declared interest, and who decides then (${language})`, async () => {
    const client = (await clientsOf(administrator, server))[place];
    const boss = await colleague(browser, server, { ...director, role: "director" }, { language });
    const other = await colleague(browser, server, { ...second, role: "director" }, { language });
    const quiet = await colleague(browser, server, { ...reader, role: "reader" }, { language });
    try {
      // The director declares a brother, from the page of the client.
      await boss.goto(`${server.origin}${client.href}/confidentiality`);
      await boss.locator("#conflicts a[href*='/interests']").click();
      assert.equal(await boss.inputValue("#client"), client.name);
      await boss.selectOption("#kind", "kinship");
      await boss.fill("#first_day", "2026-03-01");
      await boss.fill("#note", "брат");
      await submit(boss, "#declare form button.btn-main");
      assert.match(await boss.locator("#own").innerText(), words.kin);
      await checkAccessibility(boss, "declared interests");
      await checkWidths(boss, "declared interests");
      // Everybody sees their own: the reader has none, and no register.
      await quiet.goto(`${server.origin}/interests`);
      assert.match(await quiet.locator("#own").innerText(), words.none);
      assert.equal(await quiet.locator("#register").count(), 0);
      // A gift that waits is decided by somebody else; an administrator is told that it is not theirs.
      const gift = verb(server, "gifts", "add", client.id, "received", "Кошница", "--value", "80", "--official", "no", "--user", reader.email);
      const address = `${server.origin}/gifts/${gift.id}`;
      await boss.goto(address);
      assert.equal(await boss.locator("#decide").count(), 0);
      await administrator.goto(address);
      assert.equal(await administrator.locator("#decide").count(), 0);
      if (language === "bg") assert.match(await administrator.locator("main").innerText(), words.administrator);
      await other.goto(address);
      assert.equal(await other.locator("#decide").count(), 1);
      // The check of a conflict mentions it.
      await other.goto(`${server.origin}${client.href}/confidentiality`);
      await other.selectOption("#check", { label: director.name });
      await submit(other, "#conflicts form:not([method]) button");
      assert.match(await other.locator("#verdict").innerText(), words.check);
      // Nobody withdraws their own; somebody else who leads does.
      await boss.goto(`${server.origin}/interests`);
      await boss.locator("#own tbody a[href^='/interests/']").first().click();
      assert.match(await boss.locator("main").innerText(), words.stays);
      await checkAccessibility(boss, "a declared interest");
      await other.goto(`${server.origin}/interests#register`);
      await other.locator("#register tbody tr", { hasText: director.name }).locator("a[href^='/interests/']").click();
      await other.fill("#why", "записан е друг клиент");
      await submit(other, "form[action$='/withdraw'] button");
      assert.match(await other.locator("#register").innerText(), words.withdrawn);
      await boss.goto(address);
      assert.equal(await boss.locator("#decide").count(), 1);
    } finally {
      await keepEvidence(`interests-${language}`, boss, server);
      for (const page of [boss, other, quiet]) await page.context().close();
    }
  });
}
