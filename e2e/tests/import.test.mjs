// The wizard: a mapping corrected by hand, rows set aside and corrected, undo.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commitImport, errorText, numberOf, picture, scenario, signUp, submit, tryImport, upload } from "../harness.mjs";
import { BAD_ROWS, CLIENTS, goodRows, writeLargeSales, writeSales, writeTable } from "../sales-files.mjs";

/// Enough that the import still runs when its page is shown.
const LINES_TO_STOP = 700_000;

/// The figures of the report: new, already there, set aside, skipped.
async function figures(page) {
  const texts = await page.locator("main dl.stats dd").allInnerTexts();
  const [accepted, duplicate, setAside, skipped] = texts.map(numberOf);
  return { accepted, duplicate, setAside, skipped };
}

async function accountNames(page, server) {
  await page.goto(`${server.origin}/accounts`);
  return page.locator("main table tbody th[scope=row] a").allInnerTexts();
}

test("a mapping is corrected by hand and remembered", async () => {
  await scenario("mapping", { language: "bg" }, async ({ page, server }) => {
    await signUp(page, server);
    // Nobody can guess that this column is the net amount.
    const rename = { "Стойност без ДДС": "Поле 7", "Количество": "Поле 8", "Ед. цена": "Поле 9" };
    await upload(page, server, writeSales("pole.csv", goodRows(), rename));
    const select = page.locator("tr:has(input[name=header][value='Поле 7']) select[name=column]");
    await select.selectOption("net_amount");
    await page.locator("tr:has(input[name=header][value='Поле 8']) select[name=column]").selectOption("quantity");
    await submit(page, "button[name=then][value=stay]");
    assert.equal(await select.inputValue(), "net_amount", "the choice stays");
    await tryImport(page);
    assert.deepEqual(await figures(page), { accepted: 72, duplicate: 0, setAside: 0, skipped: 0 }, await errorText(page));
    await commitImport(page);
    assert.equal((await accountNames(page, server)).length, CLIENTS.length);

    const next = goodRows().slice(0, 6).map((row) => row.with(1, `1${row[1].slice(1)}`));
    await upload(page, server, writeSales("pole-2.csv", next, rename));
    assert.equal(await select.inputValue(), "net_amount", "the same headers find the choice again");
  });
});

test("rows set aside are shown with reason and remedy, corrected in the page, and imported", async () => {
  await scenario("set aside", { language: "bg" }, async ({ page, server }) => {
    await signUp(page, server);
    await upload(page, server, writeSales("loshi.csv", [...goodRows(), ...BAD_ROWS]));
    await tryImport(page);
    assert.deepEqual(await figures(page), { accepted: 72, duplicate: 0, setAside: 2, skipped: 0 }, await errorText(page));
    assert.match(await page.locator("main").innerText(), /31\.11\.2026/);
    await picture(page, "import-trial-bg-light");
    await commitImport(page);
    const importPage = page.url();
    await page.goto(`${importPage}/set-aside`);
    const wrongDay = page.locator("main tbody tr", { hasText: "31.11.2026" });
    assert.equal((await wrongDay.locator("td").first().innerText()).trim(), "74", "the line of the file");
    await wrongDay.locator("input").first().fill("30.11.2026");
    await submit(page, "form:has(input.input-s) button.btn-main");
    await page.goto(`${importPage}/set-aside`);
    const left = await page.locator("main").innerText();
    assert.doesNotMatch(left, /31\.11\.2026/);
    assert.match(left, /тридесет/, "the other row still waits");
    await page.goto(`${server.origin}/imports`);
    const figuresOfFile = await page.locator("main tbody tr").first().innerText();
    assert.match(figuresOfFile, /73/, "one more line is in the book");
  });
});

test("clients come in by the same wizard: a row is corrected in the page, and undo leaves nothing", async () => {
  await scenario("clients", { language: "bg" }, async ({ page, server }) => {
    await signUp(page, server);
    const header = ["Код", "Наименование", "ЕИК", "Град"];
    const rows = [["1001", "Ракита ООД", "175074752", "София"], ["1002", "Орлица ЕООД", "175074751", "Варна"]];
    const file = writeTable("klienti.csv", [header, ...rows]);
    await page.goto(`${server.origin}/imports/new?kind=accounts`);
    assert.ok(await page.locator("input[name=kind][value=accounts]").isChecked(), "the address says the kind");
    await page.locator("input[type=file]").setInputFiles(file);
    await submit(page, "main form[enctype] button.btn-main");
    const city = page.locator("tr:has(input[name=header][value='Град']) select[name=column]");
    assert.equal(await city.inputValue(), "city");
    await tryImport(page);
    assert.deepEqual(await figures(page), { accepted: 1, duplicate: 0, setAside: 1, skipped: 0 }, await errorText(page));
    await commitImport(page);
    const importPage = page.url();
    await page.goto(`${importPage}/set-aside`);
    const wrong = page.locator("main tbody tr", { hasText: "175074751" });
    await wrong.locator("input").first().fill("");
    await submit(page, "form:has(input.input-s) button.btn-main");
    assert.deepEqual((await accountNames(page, server)).sort(), ["Орлица ЕООД", "Ракита ООД"]);
    await page.goto(importPage);
    await submit(page, "form[action$='/undo'] button");
    assert.deepEqual(await accountNames(page, server), []);
  });
});

test("the same file twice changes nothing, and undo leaves nothing", async () => {
  await scenario("undo", { language: "bg" }, async ({ page, server }) => {
    await signUp(page, server);
    const file = writeSales("prodazhbi.csv", goodRows());
    await upload(page, server, file);
    await tryImport(page);
    await commitImport(page);
    const importPage = page.url();
    const before = await accountNames(page, server);
    assert.equal(before.length, CLIENTS.length);

    await page.goto(`${server.origin}/imports/new`);
    await page.setInputFiles("main input[type=file]", file);
    await submit(page, "main form button.btn-main");
    if ((await page.locator("button[name=then][value=try]").count()) > 0) {
      await tryImport(page);
      assert.equal((await figures(page)).accepted, 0, "no line is new");
    }
    assert.deepEqual(await accountNames(page, server), before);

    await page.goto(importPage);
    await submit(page, "form[action$='/undo'] button");
    assert.deepEqual(await accountNames(page, server), [], "no client is left");
    await page.goto(`${server.origin}/imports`);
    assert.equal(await page.locator("main tbody form[action$='/undo']").count(), 0, "undone once is enough");
  });
});

test("a running import is stopped from its page, and nothing of it stays", async () => {
  await scenario("stop", { language: "bg" }, async ({ page, server }) => {
    await signUp(page, server);
    await upload(page, server, writeLargeSales("golyam.csv", LINES_TO_STOP));
    await submit(page, "button[name=then][value=try]");
    // The trial run is slow as well, and is waited for.
    await page.waitForSelector("form[action$='/commit'] button", { timeout: 180_000 });
    await submit(page, "form[action$='/commit'] button");
    const importPage = page.url();
    assert.match(await page.locator("#progress").innerText(), /%/, await errorText(page));
    await submit(page, "form[action$='/stop'] button");
    await page.waitForSelector("#progress", { state: "detached", timeout: 60_000 });
    assert.match(await page.locator("main").innerText(), /спрян/, "the page says so");
    assert.deepEqual(await accountNames(page, server), [], "no client is in the book");
    await page.goto(`${server.origin}/imports`);
    assert.match(await page.locator("main tbody tr").first().innerText(), /спрян/, "the attempt is in the history");
    await page.goto(importPage);
    assert.equal(await page.locator("form[action$='/stop']").count(), 0, "stopped once is enough");
  });
});

test("a file that is no sales file is refused with a reason, in both languages", async () => {
  for (const language of ["bg", "en"]) {
    await scenario(`refused ${language}`, { language }, async ({ page, server }) => {
      await signUp(page, server, { language });
      const { writeFileSync } = await import("node:fs");
      const { join } = await import("node:path");
      const { newFolder } = await import("../harness.mjs");
      const file = join(newFolder("files"), "stihove.txt");
      writeFileSync(file, "Аз съм\nбългарче\nи силна\nмайка мене е родила\n");
      await page.goto(`${server.origin}/imports/new`);
      await page.setInputFiles("main input[type=file]", file);
      await submit(page, "main form button.btn-main");
      if ((await page.locator("button[name=then][value=try]").count()) > 0) await tryImport(page);
      assert.ok((await page.locator("[role=alert]").count()) > 0, await errorText(page));
      assert.equal(await page.locator("form[action$='/commit']").count(), 0, "nothing to import");
      assert.deepEqual(await accountNames(page, server), []);
    });
  }
});
