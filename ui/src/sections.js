// Marks the section in view in the section navigation of a record.
export function sections(root) {
  const links = [...root.querySelectorAll(".section-nav a[href^='#']")];
  const parts = links.map((link) => root.getElementById(link.hash.slice(1))).filter(Boolean);
  if (!parts.length) return;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links) {
          if (link.hash.slice(1) === entry.target.id) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  parts.forEach((part) => observer.observe(part));
}
