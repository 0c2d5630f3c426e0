-- Renders many citations in one run of pandoc, each as if it stood alone in a document of its own, so that no number,
-- "ibid.", year suffix or shortened name leaks from one into another. Standard input is a JSON list of requests
-- {item, beside, style, form, to, label?, value?, shown?, aside?, within?, terms?, suffix?}; `item`, `style` and `terms` are file names
-- here, `shown` is the place as a person writes it; `beside` is the number of other works in the file of `item`, which
-- stand in the same list, and the form `order` prints the keys of that list. Standard output is a JSON list of {text} or {problem}.

-- Stands behind a locator while the style works: an aside would make citeproc take one page for several.
local MARK = '\u{E000}'

-- The document that cites the item, after citeproc.
local function cite(request, style, suffix)
  local citation = pandoc.Citation('item', 'NormalCitation', pandoc.Inlines {}, suffix)
  local text = { pandoc.Para { pandoc.Cite(pandoc.Inlines {}, { citation }) } }
  for number = 1, request.beside do
    local other = pandoc.Citation('item' .. number, 'NormalCitation')
    text[number + 1] = pandoc.Para { pandoc.Cite(pandoc.Inlines {}, { other }) }
  end
  return pandoc.utils.citeproc(pandoc.Pandoc(text, { csl = style, bibliography = request.item }))
end

-- Pandoc knows a label only in the style's own language: `terms` is a style of that language that prints them all.
local known_terms = {}
local function label_in_terms(request, label, is_short)
  if not request.terms then return label end
  if not known_terms[request.terms] then
    local said = {}
    local printed = pandoc.utils.stringify(cite(request, request.terms, pandoc.Inlines {}).blocks[1])
    for label, term, short in printed:gmatch '([^=;]+)=([^;|]+)|([^;|]*);' do said[label] = { term, short } end
    known_terms[request.terms] = said
  end
  local term = known_terms[request.terms][label]
  if is_short then return term and term[2] ~= '' and term[2] end
  return term and term[1] or label
end

local function label_of(request) return label_in_terms(request, request.label) end

-- A place as a person writes it, in the style's language.
local function in_words(request, label, value, in_english)
  local short = request.terms and label_in_terms(request, label, true)
  return short and short .. ' ' .. value or in_english
end

-- Whether a style calls every place a page ("с. 7"), so that a paragraph would be taken for one: then the label has to be
-- part of the value. A style that prints bare numbers is left as it is.
local known_silent = {}
local function is_silent(request)
  if request.label == 'page' then return false end
  local key = request.style .. ' ' .. request.label
  if known_silent[key] == nil then
    local function printed(label)
      local suffix = pandoc.Inlines {
        pandoc.Str ',', pandoc.Space(), pandoc.Str('{' .. label), pandoc.Space(), pandoc.Str '7}',
      }
      return pandoc.utils.stringify(cite(request, request.style, suffix).blocks[1])
    end
    local page = printed(label_in_terms(request, 'page'))
    known_silent[key] = page:find '%S+%.[ \u{a0}\u{202f}]7' ~= nil and printed(label_of(request)) == page
  end
  return known_silent[key]
end

-- A narrower place behind the first (vol. 2, p. 5), with the label that the style prints before it, if any. A page that
-- the style calls nothing is a bare number.
local known_labels = {}
local function narrower(request)
  local key = request.style .. ' ' .. request.within_label
  if known_labels[key] == nil then
    local suffix = pandoc.Inlines {
      pandoc.Str ',', pandoc.Space(), pandoc.Str('{' .. label_in_terms(request, request.within_label)), pandoc.Space(),
      pandoc.Str '7}',
    }
    local printed = pandoc.utils.stringify(cite(request, request.style, suffix).blocks[1])
    known_labels[key] = printed:gsub('\u{a0}', ' '):gsub('\u{202f}', ' '):match '([^%s%d,;:()%[%]]+%.) ?7' or ''
  end
  local value = request.within_value
  if request.within_label ~= 'page' then return in_words(request, request.within_label, value, request.within) end
  if known_labels[key] == '' then return value end
  return known_labels[key] == 'p.' and request.within or known_labels[key] .. ' ' .. value
end

-- The locator as `{label value}`, which pandoc takes as it is. The value is one inline, so that nothing in it can end it.
local function suffix_of(request)
  -- What has no label stands as the mark while the style works: a number would be taken for a page.
  if request.suffix then return pandoc.Inlines { pandoc.Str ',', pandoc.Space(), pandoc.Str(MARK) } end
  if not request.value then return pandoc.Inlines {} end
  if is_silent(request) then return pandoc.Inlines { pandoc.Str ',', pandoc.Space(), pandoc.Str(MARK) } end
  -- A style of numbers has what follows a place outside of its brackets.
  local inside = request.aside or (request.within and request.is_numeric)
  local value = inside and request.value .. MARK or request.value
  return pandoc.Inlines {
    pandoc.Str ',', pandoc.Space(), pandoc.Str('{' .. label_of(request)), pandoc.Space(),
    pandoc.Span(pandoc.Inlines { pandoc.Str(value) }), pandoc.Str('}' .. (request.within and not inside and MARK or '')),
  }
end

local function inlines_of(doc, form)
  local found
  if form == 'bibliography' then
    doc:walk { Div = function(div)
      if div.identifier == 'ref-item' then found = pandoc.utils.blocks_to_inlines(div.content) end
    end }
  else
    local cited = doc.blocks[1].content[1].content
    -- A note style puts the citation into a footnote; what is wanted is what the footnote says.
    if cited[1] and cited[1].t == 'Note' then
      found = pandoc.utils.blocks_to_inlines(cited[1].content)
    else
      found = cited
    end
  end
  return found or pandoc.Inlines {}
end

-- Italics within italics are roman, as printers have them: no markup says so by itself, and Markdown's stars would close.
local function turn_inner_italics(emphasised)
  local turned, run = pandoc.Inlines {}, pandoc.Inlines {}
  local function close()
    local after = pandoc.Inlines {}
    while #run > 0 and run[1].t == 'Space' do turned:insert(run:remove(1)) end
    while #run > 0 and run[#run].t == 'Space' do after:insert(run:remove(#run)) end
    if #run > 0 then turned:insert(pandoc.Emph(run)) end
    turned:extend(after)
    run = pandoc.Inlines {}
  end
  for _, inline in ipairs(emphasised.content) do
    if inline.t == 'Emph' then
      close()
      turned:extend(inline.content)
    else
      run:insert(inline)
    end
  end
  close()
  return turned
end

local function render(request)
  local doc = cite(request, request.style, suffix_of(request))
  if request.form == 'order' then
    local keys = {}
    doc:walk { Div = function(div) if div.classes:includes 'csl-entry' then keys[#keys + 1] = div.identifier end end }
    return table.concat(keys, ' ')
  end
  local shown = inlines_of(doc, request.form)
  shown = shown:walk { Emph = turn_inner_italics }
  local behind = request.suffix or (request.aside and ' [' .. request.aside .. ']')
  if request.within then behind = (behind or '') .. ', ' .. narrower(request) end
  if request.value and is_silent(request) then behind = in_words(request, request.label, request.value, request.shown) .. (behind or '') end
  if behind then
    shown = shown:walk { Str = function(str) return pandoc.Str((str.text:gsub(MARK, function() return behind end))) end }
  end
  if request.to == 'plain' then
    -- Raised letters (20th) would be written ^(th).
    shown = shown:walk { Superscript = function(raised)
      if pandoc.utils.stringify(raised):match '^%a+$' then return raised.content end
    end }
  end
  local is_latex = request.to:match '^latex'
  shown = shown:walk { Span = function(span)
    -- What keeps its letters has kept them by now. LaTeX's writer puts braces around spans that it has no command for.
    local is_done = #span.classes == 1 and span.classes[1] == 'nocase' or is_latex and #span.classes == 0
    if span.identifier == '' and is_done and #span.attributes == 0 then return span.content end
  end }
  return pandoc.write(pandoc.Pandoc { pandoc.Plain(shown) }, request.to, { wrap_text = 'none' })
end

function Reader(input)
  return pandoc.Pandoc { pandoc.CodeBlock(tostring(input)) }
end

function Writer(doc)
  local answers = {}
  for i, request in ipairs(pandoc.json.decode(doc.blocks[1].text, false)) do
    local done, result = pcall(render, request)
    answers[i] = done and { text = result } or { problem = tostring(result) }
  end
  return pandoc.json.encode(answers)
end
