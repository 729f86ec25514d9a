"""How a page of changes looks, on a screen, on a phone and on paper."""

STYLE = """\
:root { color-scheme: light dark; background: Canvas; color: CanvasText; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: .3rem .6rem .3rem 0; }
th, td { hyphens: auto; overflow-wrap: break-word; text-align: start; vertical-align: top; }
td:nth-child(2) { width: 34%; }
tbody th { width: 4rem; }
.text { margin: 0; white-space: pre-line; }
del { background: #c0392b22; text-decoration: line-through; text-decoration-thickness: 1px; }
ins { background: #1e824c22; text-decoration: underline; }
footer { border-top: 1px solid #8884; font-size: .85rem; margin-top: 3rem; }
@media print {
  body { font-size: 10pt; max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr, article { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""
