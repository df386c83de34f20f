// A spotter paid: an agreement, a name that qualifies under it, what is due, what is refused and why, confirmed as paid,
// taken back, paid again; a name of the spotter's own firm that is not paid for, and a competitor he works for. In both
// languages, with script and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkAccessibility, checkWidths, keepEvidence, newFolder, newPage, settled, signUp, startBrowser, startServer, submit, verb } from "../harness.mjs";

let server, browser, cookies;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await settled(page);
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/// A page in a language; it is kept with the user, not with the browser.
async function open(language, options = {}) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/spotters`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

/// Fills fields of a form, texts and choices.
async function fill(page, values) {
  for (const [field, value] of Object.entries(values)) {
    const input = page.locator(`#f-${field}`);
    if ((await input.evaluate((one) => one.tagName)) === "SELECT") await input.selectOption(value);
    else await input.fill(value);
  }
}

/// Opens a form of a page and sends it with these values.
async function deed(page, form, values) {
  const details = page.locator(`#${form} details, details#${form}`).first();
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  await fill(page, values);
  await submit(page, `#${form} form button.btn-main`);
}

/// Brings a file of records.
function bring(kind, text) {
  const file = join(newFolder("files"), `${kind}.csv`);
  writeFileSync(file, text);
  verb(server, "import", kind, file);
}

const STORIES = [
  { language: "bg", javaScriptEnabled: true, employee: "Рада Вълкова", place: "Хотел Морска звезда", own: "Морски заслон", blocked: /спряно/, needs: /иска преглед/, works: /работи там/, spotter: "Петър Колев", prospect: "Пекарна Зора", noTax: /няма данъчен документ/, known: /вече е било в книгата/, total: /200,00/, back: /отменено/ },
  { language: "en", javaScriptEnabled: false, employee: "Rhoda Volkov", place: "Sea Star Hotel", own: "Sea Shelter", blocked: /blocked/, needs: /needs a look/, works: /works there/, spotter: "Peter Kolev", prospect: "Dawn Bakery", noTax: /no tax document/, known: /in the book already/, total: /200\.00/, back: /taken back/ },
];

for (const { language, javaScriptEnabled, employee, place, own, blocked, needs, works, spotter, prospect, noTax, known, total, back } of STORIES) {
  test(`a spotter is paid (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/spotters/new`);
      // A share that is no percentage is refused, and nothing typed is lost.
      await fill(page, { name: spotter, kind: "spotter", contract: "№ 12", fee_name: "50", fee_qualified: "150", share: "400", official: "no" });
      await submit(page, "form[action='/spotters/new'] button.btn-main");
      assert.equal(await page.locator("#f-share").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#f-contract").inputValue(), "№ 12");
      await fill(page, { share: "4" });
      await submit(page, "form[action='/spotters/new'] button.btn-main");
      assert.match(page.url(), /\/spotters\/[0-9a-f-]{36}$/);
      const agreement = page.url();

      await page.goto(`${server.origin}/prospects/new`);
      await fill(page, { name: prospect, source_kind: "spotter" });
      await page.locator("#f-source_agreement").selectOption({ label: spotter });
      await submit(page, "form[action='/prospects/new'] button.btn-main");
      const address = page.url();
      assert.match(await page.locator("#sources").innerText(), new RegExp(spotter));
      for (const question of ["functional_need", "ability", "authority", "access"]) {
        await deed(page, "answer", { answer_question: question, answer_answer: "yes", answer_evidence: "…" });
      }
      await page.goto(`${server.origin}/prospects/new`);
      // A name the book has already earns nothing.
      await fill(page, { name: prospect, source_kind: "spotter" });
      await page.locator("#f-source_agreement").selectOption({ label: spotter });
      await submit(page, "form[action='/prospects/new'] button.btn-main");
      await submit(page, "form[action='/prospects/new'] button.btn-main");
      assert.notEqual(page.url(), address);

      // Without a tax document nothing is paid, and the page says why.
      await page.goto(`${agreement}/pay`);
      assert.equal(await page.locator("#confirm").count(), 0);
      assert.match(await page.locator("#refused").innerText(), noTax);
      await page.goto(agreement);
      await deed(page, "change", { tax_document: "сметка 7" });
      await page.goto(`${agreement}/pay`);
      assert.equal(await page.locator("#due tbody tr").count(), 2);
      assert.match(await page.locator("#due tfoot").innerText(), total);
      assert.match(await page.locator("#refused").innerText(), known);
      await checkAccessibility(page, `spotter-pay-${language}`);
      await checkWidths(page, `spotter-pay-${language}`);
      await fill(page, { note: "нареждане 118" });
      await submit(page, "#confirm form button.btn-main");
      assert.equal(page.url(), agreement);
      assert.match(await page.locator("#payments").innerText(), total);
      await checkAccessibility(page, `spotter-${language}`);
      await checkWidths(page, `spotter-${language}`);

      // The payment as a file, taken back, and due again.
      const file = await page.locator("#payments a[href$='/csv']").getAttribute("href");
      const csv = await (await page.request.get(`${server.origin}${file}`)).text();
      assert.equal(csv.trim().split("\n").length, 3);
      assert.ok(csv.includes(prospect));
      await submit(page, "#payments form button");
      assert.match(await page.locator("#payments").innerText(), back);
      await page.goto(`${agreement}/pay`);
      assert.match(await page.locator("#due tfoot").innerText(), total);
      await submit(page, "#confirm form button.btn-main");
      await page.goto(`${agreement}/pay`);
      assert.equal(await page.locator("#due tbody tr").count(), 0);
      // Month by month, on the page and as a file.
      await page.goto(agreement);
      assert.match(await page.locator("#accrual tbody").innerText(), total);
      const months = await page.locator("#accrual a[href$='/csv']").getAttribute("href");
      assert.match(await (await page.request.get(`${server.origin}${months}`)).text(), /200/);
      assert.doesNotMatch(await page.locator("#checks tbody").innerText(), needs);

      // Somebody who works for a competitor gives a name where they work themselves: the one is looked at, the other
      // is not paid for.
      const [given, family] = employee.split(" ");
      bring("accounts", `Код;Наименование\n${language};${place}\n`);
      bring("people", `Име;Фамилия;Фирма\n${given};${family};${language}\n`);
      verb(server, "competitors", "add", place);
      const fees = { kind: "spotter", contract: "№ 13", fee_name: "20", official: "no", tax_document: "сметка 8" };
      await page.goto(`${server.origin}/spotters/new`);
      await fill(page, { name: employee, person: employee, ...fees });
      await submit(page, "form[action='/spotters/new'] button.btn-main");
      const theirs = page.url();
      assert.match(await page.locator("#checks tbody").innerText(), needs);
      assert.match(await page.locator("#checks tbody").innerText(), new RegExp(place));
      const { id } = verb(server, "prospects", "add", own, "--source", "spotter", "--spotter", employee);
      verb(server, "prospects", "win", id, "--client", place);
      await page.goto(`${theirs}/pay`);
      assert.equal(await page.locator("#confirm").count(), 0);
      assert.match(await page.locator("#refused").innerText(), works);
      assert.match(await page.locator("#checks tbody").innerText(), blocked);
      await checkAccessibility(page, `spotter-checks-${language}`);
      await checkWidths(page, `spotter-checks-${language}`);

      // Only those of which something is due: nobody.
      await page.goto(`${server.origin}/spotters?due=due`);
      assert.equal(await page.locator("main table").count(), 0);
      await page.goto(`${server.origin}/spotters`);
      assert.match(await page.locator("main table").innerText(), new RegExp(spotter));
      await checkAccessibility(page, `spotters-${language}`);
      await checkWidths(page, `spotters-${language}`);
    } catch (error) {
      await keepEvidence(`spotter-${language}`, page, server);
      throw error;
    }
    await page.context().close();
  });
}
