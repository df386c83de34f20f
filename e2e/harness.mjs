// What every browser test needs: a server on a new book, a browser, and ways to look at a page.
//
// Environment:
//   CLIENTELA_BINARY       the program; target/debug/clientela otherwise
//   CLIENTELA_CHROMIUM     the browser; /usr/bin/chromium otherwise
//   CLIENTELA_E2E_SCRATCH  folder for books, pictures and logs; a temporary one otherwise
//   CLIENTELA_SCREENSHOTS  set: keep pictures of the main pages in SCRATCH/screens
//   CLIENTELA_REAL_DATA    folder with real exports; tests that need it say so when it is unset

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
const BINARY = resolve(process.env.CLIENTELA_BINARY ?? join(HERE, "../target/debug/clientela"));
const CHROMIUM = process.env.CLIENTELA_CHROMIUM ?? "/usr/bin/chromium";
const SCRATCH = process.env.CLIENTELA_E2E_SCRATCH ?? mkdtempSync(join(tmpdir(), "clientela-e2e-"));
const AXE = readFileSync(join(HERE, "node_modules/axe-core/axe.min.js"), "utf8");

/// Phone, tablet, laptop: the widths at which nothing may overflow.
export const WIDTHS = [360, 768, 1280];

/// Longest wait for the server's first words; a debug build on a busy machine is slow.
const START_MILLISECONDS = 60_000;

export const PASSWORD = "vyarna rakita 1937";
export const REAL_DATA = process.env.CLIENTELA_REAL_DATA;

/// A new folder below the scratch folder.
export function newFolder(name) {
  mkdirSync(SCRATCH, { recursive: true });
  return mkdtempSync(join(SCRATCH, `${name}-`));
}

/// Starts the server on a book (a new one unless given) and waits for the link it prints.
export async function startServer({ book = join(newFolder("book"), "book") } = {}) {
  const child = spawn(BINARY, ["--book", book, "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, RUST_BACKTRACE: "1" },
  });
  let output = "";
  const link = await new Promise((found, failed) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      failed(new Error(`no link within ${START_MILLISECONDS / 1000} s:\n${output}`));
    }, START_MILLISECONDS);
    const read = (bytes) => {
      output += bytes;
      const links = output.match(/https?:\/\/[^\s"'<>]+(?=[\s"'<>])/g);
      if (!links) return;
      clearTimeout(timer);
      // The lines that follow may hold the one-time link, which says more.
      setTimeout(() => {
        const all = output.match(/https?:\/\/[^\s"'<>]+/g);
        found(all.find((one) => one.includes("token=")) ?? all[0]);
      }, 300);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`the server ended with ${code}:\n${output}`)));
  });
  const stop = async (signal = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(timer);
  };
  return { book, link, origin: new URL(link).origin, stop, output: () => output };
}

/// Starts the browser.
export function startBrowser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/// Pages whose script is off; axe would wait in them for ever.
const WITHOUT_SCRIPT = new WeakSet();

/// A page of its own cookies, which fails its test on any script error or refused resource.
export async function newPage(browser, { language = "bg", theme = "light", width = 1280, cookies, javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({
    locale: language === "bg" ? "bg-BG" : "en-GB",
    timezoneId: "Europe/Sofia",
    colorScheme: theme,
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
    acceptDownloads: true,
    javaScriptEnabled,
  });
  if (cookies) await context.addCookies(cookies);
  const page = await context.newPage();
  if (!javaScriptEnabled) WITHOUT_SCRIPT.add(page);
  page.setDefaultTimeout(30_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    // A refused form is answered with 422, which the browser also writes to its console.
    const expected = /Failed to load resource.* (4\d\d) /.test(message.text());
    if (message.type() === "error" && !expected) faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!/^(http:\/\/(127\.0\.0\.1|localhost)|data:|blob:|about:)/.test(request.url())) {
      faults.push(`a request left the machine: ${request.url()}`);
    }
  });
  page.faults = faults;
  return page;
}

/// Fails when the page had a script error, a blocked resource or asked another machine.
export function assertNoFaults(page) {
  assert.deepEqual(page.faults, [], "script errors, blocked resources or foreign requests");
}

/// First run: opens the one-time link and makes the firm and its administrator.
export async function signUp(page, server, { language = "bg", firm = "Проба ООД" } = {}) {
  await page.goto(server.link);
  await page.fill("[name=firm]", firm);
  await page.fill("[name=name]", "Калина Недева");
  await page.fill("[name=email]", "kalina@example.com");
  await page.fill("[name=password]", PASSWORD);
  await page.check(`[name=language][value=${language}]`);
  await submit(page, "main form button.btn-main");
  assert.equal(new URL(page.url()).pathname, "/welcome", await errorText(page));
}

/// Presses a button that leads to another page, and waits for that page.
export async function submit(page, selector) {
  await Promise.all([page.waitForEvent("load"), page.locator(selector).first().click()]);
}

/// What the page objects to, for the message of a failed assertion.
export async function errorText(page) {
  const texts = await page.locator("[role=alert], .error, h1").allInnerTexts();
  return `${page.url()}: ${texts.join(" | ")}`;
}

/// Uploads a file in the wizard and waits for what was detected.
export async function upload(page, server, file) {
  await page.goto(`${server.origin}/imports/new`);
  await page.setInputFiles("main input[type=file]", file);
  await submit(page, "main form button.btn-main");
  assert.match(new URL(page.url()).pathname, /^\/imports\/[0-9a-f-]{36}$/, await errorText(page));
}

/// Presses "try" (or "import") and waits until the work in the background is over.
export async function tryImport(page) {
  await submit(page, "button[name=then][value=try]");
  await settled(page);
}

/// Presses "import" and waits until it is done.
export async function commitImport(page) {
  await submit(page, "form[action$='/commit'] button");
  await settled(page);
}

/// Waits until the page of an import shows no progress any more.
export async function settled(page) {
  const deadline = Date.now() + 120_000;
  while ((await page.locator("#progress").count()) > 0) {
    assert.ok(Date.now() < deadline, "the import did not end within two minutes");
    await page.waitForTimeout(300);
    // The page may be moving on by itself at this very moment; then its own way is waited for.
    await page.goto(page.url()).catch(() => page.waitForLoadState("load"));
  }
}

/// A number written for people, in either language: "1 234" and "1,234" are 1234.
export function numberOf(text) {
  const digits = text.replace(/[^\d]/g, "");
  return digits === "" ? Number.NaN : Number(digits);
}

/// Checks that nothing sticks out of the page or is cut off, at each width.
export async function checkWidths(page, label, widths = WIDTHS) {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const faults = await page.evaluate(findOverflow);
    assert.deepEqual(faults, [], `${label} at ${width} px`);
  }
  await page.setViewportSize(before);
}

/// Opens each fold of the page (evidence, answers, menus, table twins), one at a time, and checks it.
export async function checkFolds(page, label, widths = WIDTHS) {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    // All folds in one call: a page may have a hundred.
    const faults = await page.evaluate((find) => {
      const overflow = new Function(`return (${find})()`);
      return [...document.querySelectorAll("main details")].flatMap((fold, position) => {
        const was = fold.open;
        fold.open = true;
        // Positioned panels hang over the page: they must stay inside the window, too.
        const panel = fold.querySelector(":scope > .why-panel, :scope > .menu-panel");
        const box = panel?.getBoundingClientRect();
        const main = document.querySelector("main").getBoundingClientRect();
        const out = box && (box.left < main.left - 1 || box.right > document.documentElement.clientWidth + 1);
        const found = overflow();
        if (out) found.push(`a panel hangs out of the page: ${Math.round(box.left)} to ${Math.round(box.right)}`);
        fold.open = was;
        return found.map((fault) => `fold ${position + 1}: ${fault}`);
      });
    }, findOverflow.toString());
    assert.deepEqual(faults, [], `${label} at ${width} px`);
  }
  await page.setViewportSize(before);
}

/// Fails when words of a chart stick out of it, or when the chart is wider than its place at `width`.
export async function checkCharts(page, label, width = 1280) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 900 });
  const faults = await page.evaluate(() => {
    const found = [];
    for (const svg of document.querySelectorAll("figure.chart svg")) {
      const box = svg.getBoundingClientRect();
      const place = svg.parentElement;
      if (place.scrollWidth > place.clientWidth + 1) found.push(`a chart of ${place.scrollWidth} px in ${place.clientWidth}`);
      for (const text of svg.querySelectorAll("text")) {
        const words = text.getBoundingClientRect();
        const out = words.left < box.left - 1 || words.right > box.right + 1 || words.bottom > box.bottom + 1;
        if (out) found.push(`cut off in a chart: ${text.textContent}`);
      }
    }
    return found;
  });
  assert.deepEqual(faults, [], label);
  await page.setViewportSize(before);
}

// Runs in the page.
function findOverflow() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    faults.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
  }
  const name = (element) =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 50)}`;
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (["auto", "scroll"].includes(style.overflowX)) return true;
    }
    return false;
  };
  const hidden = (element) => element.closest(".vh, .skip, [hidden], [aria-hidden=true], svg") !== null || element.offsetParent === null;
  for (const element of document.querySelectorAll("body *")) {
    const ownText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!ownText || hidden(element)) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (box.right > root.clientWidth + 1 && !scrolls(element)) faults.push(`outside the window: ${name(element)}`);
    const cuts = ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis";
    if (cuts && element.scrollWidth > element.clientWidth + 1) faults.push(`cut off: ${name(element)}`);
    // A list too narrow for its chosen word is as good as cut off.
    if (element.tagName === "SELECT" && element.clientWidth < 60) faults.push(`too narrow: ${name(element)}`);
    const cutsBelow = ["hidden", "clip"].includes(style.overflowY) && style.webkitLineClamp === "none";
    if (cutsBelow && element.scrollHeight > element.clientHeight + 3) faults.push(`cut off below: ${name(element)}`);
  }
  return faults.slice(0, 10);
}

/// Fails on anything axe calls serious or critical.
export async function checkAccessibility(page, label, rules = null) {
  if (WITHOUT_SCRIPT.has(page)) return;
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (rules) => {
    const options = { resultTypes: ["violations"] };
    if (rules) options.runOnly = { type: "rule", values: rules };
    const result = await window.axe.run(document, options);
    return result.violations
      .filter((violation) => ["serious", "critical"].includes(violation.impact))
      .map((violation) => `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary.replace(/\s+/g, " ").slice(0, 200)}`).join(" // ")}`);
  }, rules);
  assert.deepEqual(violations, [], label);
}

/// Keeps a picture of the page when pictures are wanted.
export async function picture(page, name, { full = false } = {}) {
  if (!process.env.CLIENTELA_SCREENSHOTS) return;
  const folder = join(SCRATCH, "screens");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full });
}

/// After a failure: the picture, the page and the server's log, for whoever looks into it.
export async function keepEvidence(name, page, server) {
  const folder = join(SCRATCH, "failed", name.replace(/[^\p{L}\p{N}]+/gu, "-"));
  mkdirSync(folder, { recursive: true });
  await page?.screenshot({ path: join(folder, "page.png"), fullPage: true }).catch(() => {});
  const html = await page?.content().catch(() => "");
  if (html) writeFileSync(join(folder, "page.html"), html);
  if (server) writeFileSync(join(folder, "server.log"), server.output());
}

/// Runs a scenario with a server on a new book and one page; stops both whatever happens.
export async function scenario(name, options, story) {
  const server = await startServer();
  const browser = await startBrowser();
  let page;
  try {
    page = await newPage(browser, options);
    await story({ server, browser, page });
    assertNoFaults(page);
  } catch (error) {
    await keepEvidence(name, page, server);
    throw error;
  } finally {
    await browser.close();
    await server.stop();
  }
  rmSync(dirname(server.book), { recursive: true, force: true });
}

/// Runs a verb on the book of a running server and returns its JSON.
export function verb(server, ...words) {
  const output = execFileSync(BINARY, ["--book", server.book, "--json", ...words], { encoding: "utf8" });
  return JSON.parse(output);
}

/// A page of a colleague of the given role, who chose a password by their one-time link.
export async function colleague(browser, server, { email, name, role }, options = {}) {
  const { link } = verb(server, "user", "add", email, "--name", name, "--role", role);
  const page = await newPage(browser, options);
  const { pathname, search } = new URL(link);
  await page.goto(`${server.origin}${pathname}${search}`);
  await page.fill("[name=password]", PASSWORD);
  await submit(page, "form.form button");
  return page;
}
