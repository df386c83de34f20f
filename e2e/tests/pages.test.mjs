// Every page of the sample firm: nothing overflows, nothing is cut off, axe finds nothing serious,
// in both languages and both themes; and the pictures for the documentation.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoFaults, checkAccessibility, checkCharts, checkFolds, checkWidths, keepEvidence, newPage, picture, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

const LANGUAGES = ["bg", "en"];
const THEMES = ["light", "dark"];

/// Rules of axe that ask after colours.
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/// Pages by the name of their picture; `{account}` and `{import}` are found in the book.
const PAGES = {
  home: "/",
  clients: "/accounts",
  client: "{account}",
  "client-group": "{account}?scope=group",
  "client-edit": "{account}/edit",
  "client-new": "/accounts/new",
  "clients-filtered": "/accounts?city=София&need=no_next_step",
  people: "/people",
  "people-filtered": "/people?class=A&places=all&sort=family",
  "people-none": "/people?q=qqqq",
  person: "{person}",
  "person-edit": "{person}/edit",
  "person-new": "/people/new",
  "person-export": "{person}/export",
  "place-new": "{person}/places/new",
  retention: "/people/retention",
  "client-timeline": "{account}/timeline",
  "log-contact": "{account}/interactions/new",
  activity: "/activity",
  "activity-filtered": "/activity?kind=call&author=me",
  "next-steps": "/next-steps",
  "next-steps-done": "/next-steps?state=done",
  obligations: "/obligations",
  "obligations-broken": "/obligations?state=broken&debtor=them",
  "obligations-calendar": "/obligations/calendar",
  "obligation-new": "/obligations/new",
  "obligation-understood": "/obligations/new?line=" + encodeURIComponent("до петък да пратим мостри на Хранимир"),
  obligation: "{obligation}",
  support: "/support",
  "support-new": "/support/new",
  "support-record": "{support}",
  prospects: "/prospects",
  "prospects-board": "/prospects/board",
  "prospect-new": "/prospects/new",
  "prospect-capture": "/prospects/capture",
  "prospect-sources": "/prospects/sources",
  "prospect-asking": "/prospects/ask",
  "campaign-new": "/prospects/campaigns/new",
  "cold-batches": "/prospects/batches",
  "cold-batch-new": "/prospects/batches/new",
  prospect: "{prospect}",
  opportunities: "/opportunities",
  "opportunities-board": "/opportunities/board",
  "opportunity-pipeline": "/opportunities/pipeline",
  "opportunity-new": "/opportunities/new",
  opportunity: "{opportunity}",
  problems: "/problems",
  "problem-new": "/problems/new",
  problem: "{problem}",
  threats: "/market/threats",
  "threat-new": "/market/threats/new",
  threat: "{threat}",
  plan: "{account}/plan",
  "plan-entry-new": "{account}/plan/new?kind=objective",
  "plan-entry": "{plan-entry}",
  "plan-field": "{account}/plan/field?field=strategy",
  review: "{account}/review",
  observations: "/observations",
  reading: "/prospects/reading",
  "publication-new": "/prospects/reading/new",
  spotters: "/spotters",
  "spotter-new": "/spotters/new",
  competitors: "/market/competitors",
  "competitor-new": "/market/competitors/new",
  competitor: "{competitor}",
  positions: "/market/positions",
  "position-new": "/market/positions/new",
  position: "{position}",
  contests: "/market/contests",
  "contest-new": "/market/contests/new",
  contest: "{contest}",
  wallet: "/market/wallet",
  "wallet-new": "/market/wallet/new",
  "wallet-record": "{purchased}",
  market: "/market",
  incidents: "/market/incidents",
  "incident-new": "/market/incidents/new",
  incident: "{incident}",
  remarks: "/market/remarks",
  "remark-new": "/market/remarks/new?about=us",
  remark: "{remark}",
  satisfaction: "/satisfaction",
  "client-satisfaction": "{account}/satisfaction",
  "client-stage": "{account}/stage",
  "accounts-of-stage": "/accounts?stage=none",
  "satisfaction-answer": "{answer}",
  "survey-closed": "/survey?token=no-such-link",
  gifts: "/gifts",
  "gifts-waiting": "/gifts?state=waiting",
  "gift-new": "/gifts/new",
  gift: "{gift}",
  "settings-gifts": "/settings/gifts",
  agreements: "/agreements",
  "agreement-new": "/agreements/new",
  agreement: "{agreement}",
  "agreement-edit": "{agreement}/edit",
  approvals: "/approvals",
  "settings-approvals": "/settings/approvals",
  bond: "{account}/bond",
  "people-map": "{account}/people-map",
  "people-map-network": "{account}/people-map?view=network",
  "people-map-matrix": "{account}/people-map?view=matrix",
  "people-map-list": "{account}/people-map?view=list",
  "people-map-shown": "{account}/people-map/shown",
  "purchase-new": "{account}/purchases/new",
  confidentiality: "/confidentiality",
  "client-confidentiality": "{account}/confidentiality",
  interests: "/interests",
  authority: "/authority",
  chain: "/chain",
  week: "/plan/week",
  "week-next": "/plan/week?week=2026-W50",
  allocation: "/plan/allocation",
  followed: "/plan/followed",
  response: "/plan/response?with=account:{account-id}",
  "work-hours": "/plan/hours",
  calendar: "/plan/calendar",
  "bond-rules": "/bond-rules",
  execution: "/execution?period=all",
  "settings-on-time": "/settings/on-time",
  "execution-events": "/execution/events",
  "execution-event-new": "/execution/events/new",
  "client-execution": "{account}/execution?period=all",
  "morning-of-a-day": "/?date=2026-12-24",
  add: "/add",
  "add-understood": "/add?line=" + encodeURIComponent("обадих се на Хранимир, искат мостри, да пратя до петък"),
  "settings-rhythm": "/settings/rhythm",
  "key-clients": "/key-accounts",
  "key-clients-all": "/key-accounts?all=yes",
  "need-for-kam": "/need-for-kam",
  "need-for-kam-clients": "/need-for-kam/clients",
  managers: "/managers",
  assignment: "/managers/assignment",
  handover: "{handover}",
  concentration: "/concentration",
  "concentration-margin": "/concentration?measure=margin",
  imports: "/imports",
  "import-new": "/imports/new",
  import: "{import}",
  "set-aside": "{import}/set-aside",
  settings: "/settings",
  duplicates: "/duplicates",
  "duplicates-people": "/duplicates?kind=person",
  journal: "/journal",
  "journal-of-client": "{account}/journal",
  trash: "/trash",
  recent: "/recent",
  "settings-people": "/settings/people",
  teams: "/settings/teams",
  "watched-folders": "/settings/watched-folders",
  representatives: "/settings/representatives",
  owners: "/settings/owners",
  me: "/me",
  "settings-sector": "/settings?sector=bank",
  help: "/help",
  components: "/components",
  search: "/search?q=rakita",
  "search-empty": "/search",
  "search-none": "/search?q=qqqqqq",
  "not-found": "/no-such-page",
};

let server, browser, cookies, account, entry, person, obligation, gift, support, agreement, problem, threat, answer, competitor, position, contest, purchased, incident, remark, planEntry, prospect, opportunity;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  try {
    await signUp(page, server, { firm: "Проба ООД" });
    await checkWidths(page, "welcome");
    await checkAccessibility(page, "welcome");
    await submit(page, "form[action='/welcome'] button");
    await settled(page);
    await page.goto(`${server.origin}/key-accounts`);
    account = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}/imports`);
    entry = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}/people`);
    person = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}/obligations?state=kept_late`);
    obligation = await page.locator("main .step-what a").first().getAttribute("href");
    await page.goto(`${server.origin}/support`);
    support = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}/agreements`);
    agreement = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}/prospects/capture`);
    await page.locator("#line").fill("Пекарна Зора: нова фурна до гарата");
    await submit(page, "form[action='/prospects/capture'] button.btn-main");
    prospect = new URL(page.url()).pathname;
    await page.goto(`${server.origin}/problems`);
    problem = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}/market/threats`);
    threat = await page.locator("main table.table tbody th[scope=row] a").first().getAttribute("href");
    const first = async (path) => {
      await page.goto(`${server.origin}${path}`);
      return page.locator("main table.table tbody th[scope=row] a").first().getAttribute("href");
    };
    competitor = await first("/market/competitors");
    position = await first("/market/positions");
    contest = await first("/market/contests");
    incident = await first("/market/incidents");
    remark = await first("/market/remarks");
    opportunity = await first("/opportunities");
    purchased = await first("/market/wallet");
    await page.goto(`${server.origin}${account}/satisfaction`);
    answer = await page.locator("#answers tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}${account}/plan`);
    planEntry = await page.locator("main table tbody th[scope=row] a[href^='/plan-entries/']").first().getAttribute("href");
    await page.goto(`${server.origin}/gifts`);
    gift = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    cookies = await page.context().cookies();
  } catch (error) {
    await keepEvidence("opening the sample", page, server);
    throw error;
  }
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function visit(page, address) {
  const path = address.replace("{handover}", account.replace("/accounts/", "/handover/")).replace("{account-id}", account.split("/").pop()).replace("{account}", account).replace("{import}", entry).replace("{person}", person).replace("{obligation}", obligation).replace("{gift}", gift).replace("{support}", support).replace("{agreement}", agreement).replace("{problem}", problem).replace("{threat}", threat).replace("{answer}", answer).replace("{competitor}", competitor).replace("{position}", position).replace("{contest}", contest).replace("{incident}", incident).replace("{remark}", remark).replace("{purchased}", purchased).replace("{plan-entry}", planEntry).replace("{prospect}", prospect).replace("{opportunity}", opportunity);
  await page.goto(`${server.origin}${path}`);
}

async function choose(language, theme) {
  const page = await newPage(browser, { language, theme, cookies });
  await page.context().addCookies([
    { name: "clientela_language", value: language, url: server.origin },
    { name: "clientela_theme", value: theme, url: server.origin },
  ]);
  // The signed-in user's language is kept with the user, not with the browser.
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

for (const language of LANGUAGES) {
  for (const theme of THEMES) {
    test(`every page is sound: ${language}, ${theme}`, async (context) => {
      const page = await choose(language, theme);
      for (const [name, address] of Object.entries(PAGES)) {
        await context.test(name, async () => {
          const label = `${name} (${language}, ${theme})`;
          try {
            await visit(page, address);
            assert.equal(await page.locator("html").getAttribute("lang"), language, label);
            // A theme changes colours; all else is the same page and was looked at in the other one.
            await checkAccessibility(page, label, theme === "light" ? null : OF_COLOUR);
            if (theme === "light") {
              await checkWidths(page, label);
              await checkCharts(page, label);
              await checkFolds(page, label);
            }
            assertNoFaults(page);
          } catch (error) {
            await keepEvidence(label, page, server);
            throw error;
          } finally {
            page.faults.length = 0;
          }
          await picture(page, `${name}-${language}-${theme}`);
        });
      }
      await page.context().close();
    });
  }
}

test("pages on a phone", async (context) => {
  const page = await choose("bg", "light");
  await page.setViewportSize({ width: 360, height: 780 });
  for (const name of ["home", "clients", "client", "client-edit", "people", "person", "person-edit", "activity", "next-steps", "obligations", "obligation", "bond", "people-map", "key-clients", "need-for-kam", "concentration", "import", "journal", "search", "help", "components"]) {
    await context.test(name, async () => {
      await visit(page, PAGES[name]);
      await checkAccessibility(page, `${name} on a phone`);
      await picture(page, `${name}-phone`);
    });
  }
  await page.context().close();
});

test("the sign-in page is sound in both languages and themes", async () => {
  for (const language of LANGUAGES) {
    for (const theme of THEMES) {
      const page = await newPage(browser, { language, theme });
      await page.goto(`${server.origin}/sign-in`);
      assert.equal(await page.locator("html").getAttribute("lang"), language, "the browser's language is spoken");
      await checkAccessibility(page, `sign-in (${language}, ${theme})`);
      await checkWidths(page, `sign-in (${language}, ${theme})`);
      await picture(page, `sign-in-${language}-${theme}`);
      await page.context().close();
    }
  }
});

test("pages read without script, and every address asks who you are", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "bg-BG" });
  const stranger = await context.newPage();
  for (const name of ["clients", "client", "client-edit", "people", "person", "key-clients", "concentration", "imports", "settings"]) {
    await visit(stranger, PAGES[name]);
    assert.equal(new URL(stranger.url()).pathname, "/sign-in", name);
  }
  await context.addCookies(cookies);
  await visit(stranger, PAGES["key-clients"]);
  assert.ok((await stranger.locator("main table tbody tr").count()) > 5, "the key clients are in the page itself");
  await context.close();
});

test("pages print: light, without bars and buttons, nothing cut off", async (context) => {
  const page = await choose("bg", "dark");
  await page.emulateMedia({ media: "print" });
  // A4 without its margins, at 96 points to the inch.
  await page.setViewportSize({ width: 688, height: 1000 });
  for (const name of ["home", "clients", "client", "key-clients", "people", "person", "activity", "next-steps", "obligations", "bond", "people-map", "need-for-kam", "concentration", "import", "journal", "help"]) {
    await context.test(name, async () => {
      await visit(page, PAGES[name]);
      const seen = await page.evaluate(() => {
        const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.offsetParent !== null).length;
        return {
          bars: shown(".topbar, .rail, .section-nav"),
          buttons: shown("main button, main .btn"),
          paper: getComputedStyle(document.body).backgroundColor,
          wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        };
      });
      assert.deepEqual(seen, { bars: 0, buttons: 0, paper: "rgb(255, 255, 255)", wide: false }, name);
      if (process.env.CLIENTELA_SCREENSHOTS) await picture(page, `print-${name}`, { full: true });
    });
  }
  await page.context().close();
});

test("the keyboard alone: skip link, search, escape, chords", async () => {
  const page = await choose("bg", "light");
  await visit(page, PAGES.concentration);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip", "the first stop leads past the bars");
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#main");
  await page.keyboard.press("Control+k");
  assert.equal(await page.evaluate(() => document.activeElement.id), "palette-words");
  await page.keyboard.press("Escape");
  await page.locator("details.why summary").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("details.why[open]").count(), 1);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("details.why[open]").count(), 0, "escape closes the panel");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY", "and the focus stays at it");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("KeyG").then(() => page.keyboard.press("KeyK"))]);
  assert.equal(new URL(page.url()).pathname, "/key-accounts");
  await visit(page, PAGES.client);
  const reached = new Set();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const one = document.activeElement;
      const box = one.getBoundingClientRect();
      const head = document.querySelector(".record-head").getBoundingClientRect();
      const inHead = one.closest(".record-head, .topbar, .rail, .skip") !== null;
      return !inHead && box.top >= head.top - 1 && box.bottom <= head.bottom + 1 ? one.textContent.trim().slice(0, 40) : "";
    });
    assert.equal(hidden, "", "the sticky head covers what has the focus");
    reached.add(await page.evaluate(() => document.activeElement.tagName));
  }
  assert.ok(reached.has("SUMMARY"), "the answers can be opened");
  await page.context().close();
});

test("the sample is marked on every page and tells its stories", async () => {
  const page = await choose("bg", "light");
  for (const name of ["clients", "client", "key-clients", "concentration", "imports", "settings"]) {
    await visit(page, PAGES[name]);
    assert.equal(await page.locator(".sample-banner").count(), 1, `${name} says that this is a sample`);
  }
  await visit(page, PAGES["key-clients-all"]);
  const text = await page.locator("main").innerText();
  assert.match(text, /Ракита Ритейл/);
  await page.context().close();
});
