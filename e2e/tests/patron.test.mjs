// One morning of a Roman patron, in the same book that holds a firm's clients: callers, promises with their
// letters, days before Christ, and the authority the clients make. Both languages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { assertNoFaults, checkAccessibility, checkWidths, keepEvidence, newFolder, newPage, signUp, startBrowser, startServer, submit } from "../harness.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const BINARY = resolve(process.env.CLIENTELA_BINARY ?? join(HERE, "../../target/debug/clientela"));

const WORDS = {
  bg: {
    call: /Кого да приемете тази сутрин/,
    word: /дадохме дума \(fides\): „да каже какво решиха консулите/,
    received: /Приех го/,
    authority: /Авторитет \(auctoritas\)/,
    freedmen: /освободен роб\s+8/,
    before: /пр\. Хр\./,
    caller: "Маний Курий от Патра",
  },
  en: {
    call: /Whom to receive this morning/,
    word: /we gave our word \(fides\): “to say what the consuls decided/,
    received: /Received/,
    authority: /Authority \(auctoritas\)/,
    freedmen: /freed slave\s+8/,
    before: /BC/,
    caller: "M'. Curius of Patrae",
  },
};

for (const language of ["bg", "en"]) {
  test(`one morning of the patron's book (${language})`, async () => {
    const book = join(newFolder("patron"), "book");
    const told = execFileSync(BINARY, ["--book", book, "--lang", language, "start", "--sample", "patron", "--no-serve"], { encoding: "utf8" });
    const words = WORDS[language];
    assert.match(told, words.word, "the terminal tells the morning in the same words");
    const server = await startServer({ book });
    const browser = await startBrowser();
    let page;
    try {
      page = await newPage(browser, { language });
      await signUp(page, server, { language, firm: "M. Tullius Cicero" });
      await page.goto(`${server.origin}/`);
      assert.match(await page.locator("#greetings-title").innerText(), words.call);
      const cards = page.locator("#greetings > .greetings > .greeting");
      assert.match(await page.locator("#greetings").innerText(), words.word);
      const caller = cards.filter({ hasText: words.caller }).first();
      assert.match(await caller.innerText(), /Fam\. 13\.50|Fam\. 16\.9\.3/, "a promise names its letter");
      await checkAccessibility(page, "patron's morning");
      await checkWidths(page, "patron's morning", [360, 1280]);

      // A caller is received; it is an interaction of today among those before Christ.
      const href = `/accounts/${await caller.getAttribute("data-account")}`;
      assert.match(await caller.locator("form button.btn").first().innerText(), words.received);
      await Promise.all([page.waitForEvent("load"), caller.locator("form button.btn").first().click()]);
      await page.goto(`${server.origin}${href}/timeline`);
      const timeline = await page.locator("main").innerText();
      assert.match(timeline, words.before, "what happened has its day before Christ");
      assert.match(timeline, /Fam\. 7\.29\.2/, "and its source");

      await page.goto(`${server.origin}/authority`);
      assert.match(await page.locator("h1").innerText(), words.authority);
      assert.match(await page.locator("#entries").innerText(), words.freedmen);
      await checkAccessibility(page, "authority");
      await checkWidths(page, "authority", [360, 768, 1280]);

      // The vocabulary is a setting: the same book in the words of a firm.
      await page.goto(`${server.origin}/settings`);
      await page.selectOption("[name=vocabulary]", "business");
      await submit(page, "form[action='/settings/firm'] button.btn-main");
      await page.goto(`${server.origin}/authority`);
      assert.doesNotMatch(await page.locator("h1").innerText(), words.authority);
      assertNoFaults(page);
    } catch (error) {
      await keepEvidence(`patron ${language}`, page, server);
      throw error;
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}
