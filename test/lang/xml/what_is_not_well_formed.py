# The error of each document, and its place.
import pyexpat


def error(document, separator=None, encoding=None):
    parser = pyexpat.ParserCreate(encoding, separator)
    try:
        parser.Parse(document, True)
        print('fine')
    except (pyexpat.ExpatError, ValueError, LookupError) as exc:
        print(document if isinstance(document, bytes) else ascii(document), '|', exc, getattr(exc, 'code', None))


for document in [
    b'', b' ', b'<', b'<a', b'<a>', b'<a><b></a>', b'<a/><b/>', b'<a/>x', b'<a/>\n<!-- x', b'x', b'<a b/>', b'<a b=1/>',
    b'<a b="1"c="2"/>', b'<a b="1" b="2"/>', b'<a b="<"/>', b'<a b="&"/>', b'<a b="&x;"/>', b'<a>&x;</a>', b'<a>&#0;</a>',
    b'<a>&#xD800;</a>', b'<a>&#1114112;</a>', b'<a>]]></a>', b'<a><![CDATA[x</a>', b'<a><![CDAT[x]]></a>', b'<a><!-- -- --></a>',
    b'<a><?xml x?></a>', b'<a><?XML x?></a>', b'<a><? x?></a>', b'<a>\x01</a>', b'<a>\xff</a>', b'<a>\xc3', b'<a>\xed\xa0\x80</a>',
    b'<a>\xef\xbf\xbf</a>', b'\n<?xml version="1.0"?><a/>', b'<?xml version="1.0" ?><?xml version="1.0"?><a/>', b'<?xml?><a/>',
    b'<?xml encoding="utf-8"?><a/>', b'<?xml version="1.0" standalone="maybe"?><a/>', b'<?xml version="1.0" encoding="1"?><a/>',
    b'<?xml version="1.0" encoding="utf-16"?><a/>', b'<?xml version="1.0" encoding="nothing"?><a/>',
    b'<?xml version="1.0" encoding="big5"?><a/>', b'<?xml version="1.0" encoding="cp037"?><a/>', b'<!DOCTYPE><a/>', b'<!DOCTYPE a',
    b'<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>', b'<!DOCTYPE a [<!ELEMENT a b>]><a/>', b'<!DOCTYPE a [<!ATTLIST a b CDATA>]><a/>',
    b'<!DOCTYPE a [<!ENTITY % p "x"><!ENTITY q "%p;">]><a/>', b'<!DOCTYPE a PUBLIC "{" "x"><a/>', b'<!DOCTYPE a [%x]><a/>',
    b'<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>', b'<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "&e;">]><a b="&e;"/>',
    b'<!DOCTYPE a [<!ENTITY e "<b>">]><a>&e;</b></a>', b'<!DOCTYPE a [<!ENTITY e "</a>">]><a>&e;', b'<!DOCTYPE a [<!ENTITY e "&#60;">]><a>&e;</a>',
    b'<!DOCTYPE a [<!ENTITY e SYSTEM "x">]><a b="&e;"/>', b'<!DOCTYPE a [<!NOTATION n SYSTEM "n"><!ENTITY e SYSTEM "x" NDATA n>]><a>&e;</a>',
    b'<!DOCTYPE a [<!ENTITY e "x">] ><a>&e;</a>', b'<![INCLUDE[ ]]><a/>', b'<!DOCTYPE a [<![INCLUDE[ ]]>]><a/>',
]:
    error(document)
# expect: b'' | no element found: line 1, column 0 3
# expect: b' ' | no element found: line 1, column 1 3
# expect: b'<' | unclosed token: line 1, column 0 5
# expect: b'<a' | unclosed token: line 1, column 0 5
# expect: b'<a>' | no element found: line 1, column 3 3
# expect: b'<a><b></a>' | mismatched tag: line 1, column 8 7
# expect: b'<a/><b/>' | junk after document element: line 1, column 4 9
# expect: b'<a/>x' | junk after document element: line 1, column 4 9
# expect: b'<a/>\n<!-- x' | unclosed token: line 2, column 0 5
# expect: b'x' | syntax error: line 1, column 0 2
# expect: b'<a b/>' | not well-formed (invalid token): line 1, column 4 4
# expect: b'<a b=1/>' | not well-formed (invalid token): line 1, column 5 4
# expect: b'<a b="1"c="2"/>' | not well-formed (invalid token): line 1, column 8 4
# expect: b'<a b="1" b="2"/>' | duplicate attribute: line 1, column 9 8
# expect: b'<a b="<"/>' | not well-formed (invalid token): line 1, column 6 4
# expect: b'<a b="&"/>' | not well-formed (invalid token): line 1, column 7 4
# expect: b'<a b="&x;"/>' | undefined entity: line 1, column 0 11
# expect: b'<a>&x;</a>' | undefined entity: line 1, column 3 11
# expect: b'<a>&#0;</a>' | reference to invalid character number: line 1, column 3 14
# expect: b'<a>&#xD800;</a>' | reference to invalid character number: line 1, column 3 14
# expect: b'<a>&#1114112;</a>' | reference to invalid character number: line 1, column 3 14
# expect: b'<a>]]></a>' | not well-formed (invalid token): line 1, column 5 4
# expect: b'<a><![CDATA[x</a>' | unclosed CDATA section: line 1, column 17 20
# expect: b'<a><![CDAT[x]]></a>' | not well-formed (invalid token): line 1, column 10 4
# expect: b'<a><!-- -- --></a>' | not well-formed (invalid token): line 1, column 10 4
# expect: b'<a><?xml x?></a>' | XML or text declaration not at start of entity: line 1, column 3 17
# expect: b'<a><?XML x?></a>' | not well-formed (invalid token): line 1, column 8 4
# expect: b'<a><? x?></a>' | not well-formed (invalid token): line 1, column 5 4
# expect: b'<a>\x01</a>' | not well-formed (invalid token): line 1, column 3 4
# expect: b'<a>\xff</a>' | not well-formed (invalid token): line 1, column 3 4
# expect: b'<a>\xc3' | partial character: line 1, column 3 6
# expect: b'<a>\xed\xa0\x80</a>' | not well-formed (invalid token): line 1, column 3 4
# expect: b'<a>\xef\xbf\xbf</a>' | not well-formed (invalid token): line 1, column 3 4
# expect: b'\n<?xml version="1.0"?><a/>' | XML or text declaration not at start of entity: line 2, column 0 17
# expect: b'<?xml version="1.0" ?><?xml version="1.0"?><a/>' | XML or text declaration not at start of entity: line 1, column 22 17
# expect: b'<?xml?><a/>' | XML declaration not well-formed: line 1, column 5 30
# expect: b'<?xml encoding="utf-8"?><a/>' | XML declaration not well-formed: line 1, column 6 30
# expect: b'<?xml version="1.0" standalone="maybe"?><a/>' | XML declaration not well-formed: line 1, column 32 30
# expect: b'<?xml version="1.0" encoding="1"?><a/>' | XML declaration not well-formed: line 1, column 30 30
# expect: b'<?xml version="1.0" encoding="utf-16"?><a/>' | encoding specified in XML declaration is incorrect: line 1, column 30 19
# expect: b'<?xml version="1.0" encoding="nothing"?><a/>' | unknown encoding: nothing None
# expect: b'<?xml version="1.0" encoding="big5"?><a/>' | multi-byte encodings are not supported None
# expect: b'<?xml version="1.0" encoding="cp037"?><a/>' | unknown encoding: line 1, column 30 18
# expect: b'<!DOCTYPE><a/>' | not well-formed (invalid token): line 1, column 9 4
# expect: b'<!DOCTYPE a' | no element found: line 1, column 11 3
# expect: b'<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>' | syntax error: line 1, column 29 2
# expect: b'<!DOCTYPE a [<!ELEMENT a b>]><a/>' | syntax error: line 1, column 25 2
# expect: b'<!DOCTYPE a [<!ATTLIST a b CDATA>]><a/>' | syntax error: line 1, column 32 2
# expect: b'<!DOCTYPE a [<!ENTITY % p "x"><!ENTITY q "%p;">]><a/>' | illegal parameter entity reference: line 1, column 42 10
# expect: b'<!DOCTYPE a PUBLIC "{" "x"><a/>' | illegal character(s) in public id: line 1, column 20 32
# expect: b'<!DOCTYPE a [%x]><a/>' | not well-formed (invalid token): line 1, column 15 4
# expect: b'<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>' | recursive entity reference: line 1, column 35 12
# expect: b'<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "&e;">]><a b="&e;"/>' | recursive entity reference: line 1, column 49 12
# expect: b'<!DOCTYPE a [<!ENTITY e "<b>">]><a>&e;</b></a>' | asynchronous entity: line 1, column 35 13
# expect: b'<!DOCTYPE a [<!ENTITY e "</a>">]><a>&e;' | asynchronous entity: line 1, column 36 13
# expect: b'<!DOCTYPE a [<!ENTITY e "&#60;">]><a>&e;</a>' | unclosed token: line 1, column 37 5
# expect: b'<!DOCTYPE a [<!ENTITY e SYSTEM "x">]><a b="&e;"/>' | reference to external entity in attribute: line 1, column 43 16
# expect: b'<!DOCTYPE a [<!NOTATION n SYSTEM "n"><!ENTITY e SYSTEM "x" NDATA n>]><a>&e;</a>' | reference to binary entity: line 1, column 72 15
# expect: fine
# expect: b'<![INCLUDE[ ]]><a/>' | syntax error: line 1, column 0 2
# expect: b'<!DOCTYPE a [<![INCLUDE[ ]]>]><a/>' | syntax error: line 1, column 13 2
for document in [
    b'<p:a/>', b'<a p:b="1"/>', b'<a:b:c/>', b'<:a/>', b'<a xmlns:p=""/>', b'<a xmlns:xml="x"/>', b'<a xmlns:xmlns="x"/>',
    b'<a xmlns="http://www.w3.org/XML/1998/namespace"/>', b'<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>', b'<a xmlns="a b"/>',
    b'<xml:a/>', b'<a xmlns=""/>', b'<?a:b?><a/>', b'<!DOCTYPE a [<!ENTITY p:e "x">]><a/>',
]:
    error(document, ' ')
# expect: b'<p:a/>' | unbound prefix: line 1, column 0 27
# expect: b'<a p:b="1"/>' | unbound prefix: line 1, column 0 27
# expect: b'<a:b:c/>' | not well-formed (invalid token): line 1, column 4 4
# expect: b'<:a/>' | not well-formed (invalid token): line 1, column 1 4
# expect: b'<a xmlns:p=""/>' | must not undeclare prefix: line 1, column 0 28
# expect: b'<a xmlns:xml="x"/>' | reserved prefix (xml) must not be undeclared or bound to another namespace name: line 1, column 0 38
# expect: b'<a xmlns:xmlns="x"/>' | reserved prefix (xmlns) must not be declared or undeclared: line 1, column 0 39
# expect: b'<a xmlns="http://www.w3.org/XML/1998/namespace"/>' | prefix must not be bound to one of the reserved namespace names: line 1, column 0 40
# expect: b'<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>' | duplicate attribute: line 1, column 0 8
# expect: b'<a xmlns="a b"/>' | syntax error: line 1, column 0 2
# expect: fine
# expect: fine
# expect: b'<?a:b?><a/>' | not well-formed (invalid token): line 1, column 3 4
# expect: b'<!DOCTYPE a [<!ENTITY p:e "x">]><a/>' | syntax error: line 1, column 22 2
error('<a>\ud7ff\U0010ffff</a>')  # expect: fine
error('<\U00010000/>')  # expect: '<\U00010000/>' | not well-formed (invalid token): line 1, column 1 4
error(b'<a>\xe9</a>', encoding='us-ascii')  # expect: b'<a>\xe9</a>' | not well-formed (invalid token): line 1, column 3 4
error(b'<a>\xe9</a>', encoding='latin-1')  # expect: fine
error(b'<a/>', encoding='utf-16')  # expect: b'<a/>' | not well-formed (invalid token): line 1, column 0 4

# What goes beyond measure is refused: ten megabytes of a few bytes.
bomb = '<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">' + ''.join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(7)) + ']><a>&a7;</a>'
parser = pyexpat.ParserCreate()
try:
    parser.Parse(bomb, True)
except pyexpat.ExpatError as exc:
    print(exc)  # expect: limit on input amplification factor (from DTD and entities) breached: line 1, column 428
