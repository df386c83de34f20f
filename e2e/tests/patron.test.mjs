// One morning of a Roman patron, in the same book that holds a firm's clients: callers, promises with their
// letters, the basket handed out to one of them, days before Christ, the rules of the bond, and the authority the
// clients make. Both languages.

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
    sportula: /Раздайте кошницата \(sportula\)/,
    allowed: /допустим/,
    worth: /6,25\sHS/,
    coins: "100 квадранта",
    rules: /Правилата на връзката \(clientela\)/,
    holds: /спазено/,
    broken: /нарушено/,
    unjudged: /не може да се прецени/,
    businessRules: /Клиентите получават своя малък дар/,
    witness: /единственият свидетел е самият патрон/,
    roman: "а.д. VI Кал. Дек. 50 г. пр. Хр.",
    read: /26 ноември 50 г\. пр\. Хр\./,
    promise: "да върне парите на Атик",
  },
  en: {
    call: /Whom to receive this morning/,
    word: /we gave our word \(fides\): “to say what the consuls decided/,
    received: /Received/,
    authority: /Authority \(auctoritas\)/,
    freedmen: /freed slave\s+8/,
    before: /BC/,
    caller: "M'. Curius of Patrae",
    sportula: /Hand out the basket \(sportula\)/,
    allowed: /allowed/,
    worth: /6\.25\sHS/,
    coins: "100 quadrantes",
    rules: /The rules of the bond \(clientela\)/,
    holds: /holds/,
    broken: /broken/,
    unjudged: /cannot be judged/,
    businessRules: /Clients get their small gift/,
    witness: /the only witness is the patron himself/,
    roman: "a.d. VI Kal. Dec. 50 BC",
    read: /26 November 50 BC/,
    promise: "to repay Atticus",
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

      // The basket is handed out: a hundred quadrantes, kept in sesterces and in nobody's money of today.
      await page.goto(`${server.origin}/gifts/new?account=${href.split("/").pop()}`);
      await page.locator("input[name=direction][value=given]").check();
      await page.locator("#what").fill("sportula");
      await page.locator("#value").fill(words.coins);
      await page.locator("#person").selectOption({ index: 1 });
      await page.locator("#official").selectOption("no");
      await submit(page, "form[action='/gifts/new'] button.btn-main");
      const gift = await page.locator("main").innerText();
      assert.match(gift, words.worth, "a hundred quadrantes are six sesterces and a quarter");
      assert.match(gift, words.allowed);

      // A promise of another age is written with its day as the letter has it.
      await page.goto(`${server.origin}/obligations/new?account=${href.split("/").pop()}`);
      await page.locator("input[name=debtor][value=us]").check();
      await page.locator("#what").fill(words.promise);
      await page.locator("#made_on").fill(words.roman);
      await submit(page, "form[action='/obligations/new'] button.btn-main");
      assert.match(await page.locator("main").innerText(), words.read, "the Roman day is read, not converted");

      // What of the old rules shows in the book, and what nobody can say.
      await page.goto(`${server.origin}/bond-rules`);
      assert.match(await page.locator("h1").innerText(), words.rules);
      const verdict = (number) => page.locator(`#${number} .step-when`).innerText();
      assert.match(await verdict("R2"), words.holds);
      assert.match(await verdict("R9"), words.broken);
      assert.match(await verdict("R12"), words.unjudged);
      assert.match(await verdict("R13"), words.holds, "somebody was received this morning");
      assert.match(await page.locator("#R14").innerText(), /sportula/);
      assert.match(await page.locator("#R3").innerText(), /Dion\. Hal\. 2\.10\.3/, "each rule names its source");
      await checkAccessibility(page, "rules of the bond");
      await checkWidths(page, "rules of the bond", [360, 768, 1280]);

      // The one promise of which three days are known, and the lesson about its only witness.
      await page.goto(`${server.origin}/accounts`);
      await page.locator("main table a", { hasText: language === "bg" ? "Сицили" : "Sicilian" }).first().click();
      await page.waitForURL(/\/accounts\/[0-9a-f-]{36}/);
      await page.goto(`${page.url().replace(/[?#].*/, "")}/bond`);
      assert.match(await page.locator("#one-sided").innerText(), words.witness);

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
      await page.goto(`${server.origin}/bond-rules`);
      assert.match(await page.locator("#R14").innerText(), words.businessRules, "the same rules in the words of a firm");
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
