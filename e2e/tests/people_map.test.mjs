// Who is who at a client: the map is drawn with the mouse and with the keyboard, undone, looked at as it
// was, and shown to others without opinions. In both languages, once without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies, account;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  await page.goto(`${server.origin}/accounts`);
  account = await page.locator("main .table tbody th a").first().getAttribute("href");
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

/// The map in a language, as a chart unless another view is asked for.
async function open(language, options = {}, view = "") {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  await page.goto(`${server.origin}${account}/people-map${view}`);
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

function map(page) {
  return page.locator("figure[data-map]");
}

function card(page, name) {
  return map(page).locator("a.map-card", { hasText: name }).first();
}

/// To whom somebody reports, as the list below the drawing says.
async function above(page, name) {
  const row = page.locator("#list tbody tr", { has: page.locator("th a", { hasText: name }) }).first();
  return (await row.locator("td").nth(3).textContent()).trim();
}

/// Two people of the map neither of whom reports to the other.
async function two(page) {
  const rows = await page.locator("#list > .table-wrap").first().locator("tbody tr").evaluateAll((all) =>
    all.map((row) => ({ name: row.querySelector("th a").textContent.trim(), above: row.querySelectorAll("td")[3].textContent.trim() })),
  );
  const known = rows.filter((row) => !/^(Неизвестен|Unknown)/.test(row.name));
  const top = known.find((row) => !known.some((other) => other.name === row.above));
  const low = known.find((row) => row !== top && row.above !== top.name && !chain(known, top, row));
  assert.ok(top && low, JSON.stringify(rows));
  return [low.name, top.name];
}

function chain(known, from, wanted) {
  for (let at = from, steps = 0; at && steps < known.length; steps += 1) {
    if (at.name === wanted.name) return true;
    at = known.find((row) => row.name === at.above);
  }
  return false;
}

test("a line is drawn with the mouse, and undone (bg)", async () => {
  const page = await open("bg");
  try {
    const [low, top] = await two(page);
    const before = await above(page, low);
    const [from, to] = [await card(page, low).boundingBox(), await card(page, top).boundingBox()];
    await page.mouse.move(from.x + 120, from.y + 60);
    await page.mouse.down();
    await page.mouse.move(from.x + 140, from.y + 70, { steps: 4 });
    await page.mouse.move(to.x + 120, to.y + 60, { steps: 8 });
    assert.equal(await map(page).locator(".map-target").count(), 1, "the card under the pointer is marked");
    await Promise.all([page.waitForEvent("load"), page.mouse.up()]);
    assert.equal(await above(page, low), top);
    await press(page, page.locator(".toasts button"));
    await page.goto(`${server.origin}${account}/people-map`);
    assert.equal(await above(page, low), before, "undone");
  } catch (error) {
    await keepEvidence("people-map-mouse", page, server);
    throw error;
  } finally {
    await page.context().close();
  }
});

test("a line is drawn with the keyboard, and given up (en)", async () => {
  const page = await open("en");
  try {
    const [low, top] = await two(page);
    const before = await above(page, low);
    await card(page, low).focus();
    await page.keyboard.press("Space");
    assert.match(await page.locator("[data-map-said]").textContent(), /Picked up/);
    await page.keyboard.press("Escape");
    assert.match(await page.locator("[data-map-said]").textContent(), /nothing has changed/);
    await page.keyboard.press("Space");
    // Arrows lead there; the way depends on how the cards stand.
    for (let steps = 0; steps < 40; steps += 1) {
      const [here, there] = await page.evaluate((name) => {
        const middle = (one) => {
          const box = one.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        };
        const wanted = [...document.querySelectorAll("a.map-card")].find((one) => one.textContent.includes(name));
        return [middle(document.activeElement), middle(wanted)];
      }, top);
      const [x, y] = [there.x - here.x, there.y - here.y];
      if (Math.abs(x) < 4 && Math.abs(y) < 4) break;
      await page.keyboard.press(Math.abs(y) > 4 ? (y < 0 ? "ArrowUp" : "ArrowDown") : x < 0 ? "ArrowLeft" : "ArrowRight");
    }
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    assert.equal(await above(page, low), top);
    await press(page, page.locator(".toasts button"));
    await page.goto(`${server.origin}${account}/people-map`);
    assert.equal(await above(page, low), before);
  } catch (error) {
    await keepEvidence("people-map-keyboard", page, server);
    throw error;
  } finally {
    await page.context().close();
  }
});

for (const [language, javaScriptEnabled] of [["bg", true], ["en", false]]) {
  test(`somebody unknown is added, judged, tied and taken back (${language}${javaScriptEnabled ? "" : ", without script"})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      const title = `Одитор ${language}`;
      await page.locator("#new-title").fill(title);
      await press(page, page.locator("#add button.btn-main"));
      assert.match(await page.locator("#who h2").first().textContent(), new RegExp(title));
      const form = async (id) => {
        if (!(await page.locator(`#${id}`).evaluate((one) => one.open))) await page.locator(`#${id} > summary`).click();
      };
      await form("judge");
      await page.locator("#judge input[value=decider]").check();
      await page.locator("#attitude").selectOption("blocker");
      await page.locator("#influence").selectOption("5");
      await page.locator("#veto").selectOption("yes");
      await page.locator("#judge-evidence").fill("протокол от срещата");
      await press(page, page.locator("#judge button.btn-main"));
      assert.match(await page.locator("#who .side-head .badge").first().textContent(), /−2/);
      assert.ok((await page.locator("#blockers li a b", { hasText: title }).count()) >= 1, "who can stop it");
      await form("tie");
      await page.locator("#tie-kind").selectOption("opposes");
      await page.locator("#tie-to").selectOption({ index: 1 });
      await press(page, page.locator("#tie form button.btn-main"));
      assert.ok((await page.locator("#list tbody tr", { hasText: title }).count()) >= 2, "in the list and among the ties");
      // A mistake is taken back and stays to be read.
      const said = page.locator("#who li", { hasText: /−2|блокиращ|blocker/ }).first();
      await press(page, said.locator("button"));
      assert.equal(await page.locator("#who .map-gone").count(), 1);
      assert.match(await page.locator("#who .side-head .badge").first().textContent(), /неизвестно|unknown/);
      // axe waits for timers, which a page without script does not have.
      if (javaScriptEnabled) {
        await checkAccessibility(page, `people-map-${language}`);
        await checkWidths(page, `people-map-${language}`);
      }
      // As it was before anybody said anything of it.
      await page.goto(`${server.origin}${account}/people-map?as_of=2020-01-01`);
      assert.equal(await page.getByText(title).count(), 0);
      assert.equal(await page.locator("form[action$='/judge']").count(), 0, "the past is only read");
    } catch (error) {
      await keepEvidence(`people-map-${language}`, page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}

test("what others see on the screen holds no opinion", async () => {
  const page = await open("bg", {}, "/shown");
  try {
    const html = await page.content();
    for (const word of ["поддръжник", "защитник", "противник", "блокиращ", "неутрален", "att-2", "att-m", "att-w", "tie-opp", "tie-infl", "вето", "спре"]) {
      assert.ok(!html.includes(word), word);
    }
    assert.ok((await page.locator("a.map-card").count()) > 2);
    await checkAccessibility(page, "people-map-shown");
  } catch (error) {
    await keepEvidence("people-map-shown", page, server);
    throw error;
  } finally {
    await page.context().close();
  }
});

test("a tie is begun by dragging in the network, and a purchase is written down", async () => {
  const page = await open("bg", {}, "?view=network");
  try {
    const cards = map(page).locator("a.map-card:not(.p-open)");
    const [from, to] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()];
    await page.mouse.move(from.x + 60, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 80, from.y + 24, { steps: 4 });
    await page.mouse.move(to.x + 60, to.y + 20, { steps: 8 });
    await Promise.all([page.waitForEvent("load"), page.mouse.up()]);
    assert.ok(await page.locator("#tie").evaluate((one) => one.open), "the form of the tie is open");
    assert.notEqual(await page.locator("#tie-to").inputValue(), "");
    await page.goto(`${server.origin}${account}/purchases/new`);
    await page.locator("#name").fill("Складова техника");
    await page.locator("#budget_cycle").fill("през март");
    await page.locator("#step-0").fill("Задание");
    await page.locator("#step-deadline-0").fill("15.12.2026");
    await page.locator("#criterion-0").fill("Цена");
    await page.locator("#criterion-weight-0").fill("сто");
    await submit(page, "main form button.btn-main");
    assert.equal(await page.locator("#criteria .error").count(), 1, "a weight is a number");
    await page.locator("#criterion-weight-0").fill("70");
    await submit(page, "main form button.btn-main");
    assert.ok((await page.locator("#purchases", { hasText: "Складова техника" }).count()) === 1);
    await page.goto(`${server.origin}${account}`);
    assert.ok((await page.locator("#people-map a").count()) >= 2, "who decides, on the page of the client");
  } catch (error) {
    await keepEvidence("people-map-network", page, server);
    throw error;
  } finally {
    await page.context().close();
  }
});
