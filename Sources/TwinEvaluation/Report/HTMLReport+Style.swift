extension HTMLReport {
  /// The page's style. Text colours keep a contrast of at least 4.5 : 1 on their ground in both schemes.
  static let style = """
    :root{--paper:#fff;--ground:#f5f6f7;--ink:#171b20;--soft:#58626d;--line:#dfe3e7;--score:#2d6390;--alarm:#b4231c;
    --truth:#f0d9a8;--truth-ink:#744a00;--good:#1c6a42;--other:#6f4a9c;--bar:#dce9f4}
    @media (prefers-color-scheme:dark){:root{--paper:#15181c;--ground:#1c2025;--ink:#e6e9ec;--soft:#a2abb4;
    --line:#30363d;--score:#7db4e6;--alarm:#ff8d82;--truth:#4f4023;--truth-ink:#e5b65c;--good:#72cf9d;--other:#c1a4ea;
    --bar:#233a50}}
    *{box-sizing:border-box}
    html{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",
    "DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%}
    body{margin:0}main{max-width:78rem;margin:0 auto;padding:2.2rem clamp(1rem,4vw,3rem) 3rem}
    h1,h2,h3,p,figure,dl,dd,ul{margin:0;padding:0}
    .eyebrow{color:var(--soft);font-size:.85rem;letter-spacing:.04em}
    h1{font-size:1.9rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
    .verdict{font-size:1.15rem;max-width:46rem;margin:.6rem 0 1.1rem}
    h2{font-size:1.2rem;font-weight:650;margin:2.6rem 0 .35rem;scroll-margin-top:1rem}
    .lead{color:var(--soft);max-width:46rem;margin-bottom:.8rem}.soft{color:var(--soft)}
    .facts{display:flex;flex-wrap:wrap;gap:.35rem 2.2rem;font-size:.9rem;border-top:1px solid var(--line);
    padding-top:.7rem}
    .facts div{display:flex;gap:.6rem;min-width:0}.facts dt{color:var(--soft)}.facts dd{overflow-wrap:anywhere}
    code{font:.85em/1.4 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    aside{border-left:3px solid var(--truth-ink);background:var(--ground);padding:.7rem 1rem;margin-top:1.2rem;
    font-size:.93rem}
    aside h2{font-size:.93rem;margin:0}aside ul{padding-left:1.1rem}
    .cards{display:grid;grid-template-columns:repeat(6,1fr);gap:1px;background:var(--line);border:1px solid var(--line);
    border-radius:6px;overflow:hidden;margin-top:1.5rem}
    .card{background:var(--paper);padding:.8rem .9rem}
    .card h3{font-size:.85rem;font-weight:500;color:var(--soft)}
    .value{font-size:1.75rem;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
    .beside{font-size:.85rem;color:var(--other);font-variant-numeric:tabular-nums}.beside span{display:block}
    .meaning{font-size:.8rem;line-height:1.4;color:var(--soft);margin-top:.35rem}
    .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;font-size:.85rem;list-style:none}
    .key::before{content:"";display:inline-block;width:1.1rem;height:0;border-top:2px solid currentColor;
    margin-right:.45rem;vertical-align:middle}
    .k-score::before{border-color:var(--score)}.k-above::before{border-color:var(--alarm);border-top-width:3px}
    .k-limit::before{border-top:2px dashed var(--ink)}
    .k-truth::before{border:0;height:.8rem;background:var(--truth)}
    .track{margin-top:1.1rem;break-inside:avoid;min-width:0}
    .many{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(30rem,100%),1fr));gap:.2rem 2rem}
    .many .canvas{height:6.5rem}.many .xlabels span:nth-child(even){display:none}
    .track figcaption{font-size:.9rem;margin-bottom:.3rem;overflow-wrap:anywhere}
    figcaption span{color:var(--soft)}.curve figcaption strong{display:block}
    .plot{display:grid;grid-template-columns:minmax(5.2rem,max-content) minmax(0,1fr);column-gap:.5rem}
    .canvas{position:relative;height:10rem;margin-bottom:.3rem;border-bottom:1px solid var(--line);border-top:1px solid var(--line)}
    .canvas>svg{position:absolute;inset:0;width:100%;height:100%}
    .ylabels{position:relative;margin-bottom:.3rem;font-size:.75rem;color:var(--soft);font-variant-numeric:tabular-nums}
    .ylabels span{position:absolute;right:0;transform:translateY(-50%);line-height:1}
    .ylabels .limit{color:var(--ink)}
    .mark{position:absolute;top:1px;font-size:.72rem;line-height:1.2;color:var(--truth-ink);max-width:7rem;
    overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding:0 2px;pointer-events:none}.mark.last{transform:translateX(-100%)}
    .lane{font-size:.75rem;line-height:1rem;color:var(--soft);text-align:right;white-space:nowrap;overflow:hidden;
    text-overflow:ellipsis;max-width:8rem;margin-left:auto}
    .strip{width:100%;height:.6rem;margin:.2rem 0;background:var(--ground)}
    .xlabels{display:flex;justify-content:space-between;font-size:.75rem;color:var(--soft);
    font-variant-numeric:tabular-nums;margin-top:.1rem}
    .truth{fill:var(--truth)}.grid{stroke:var(--line);fill:none}
    .score,.above{fill:none;vector-effect:non-scaling-stroke;stroke-linejoin:round}
    .score{stroke:var(--score);stroke-width:1.1}.above{stroke:var(--alarm);stroke-width:1.4}
    .grid,.threshold,.curve path{vector-effect:non-scaling-stroke}
    .threshold{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:6 4;fill:none}
    .b-truth{fill:var(--truth-ink)}.b-alarm{fill:var(--alarm)}.b-other{fill:var(--other)}
    .curves{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1.5rem 3rem}
    figure.curve{max-width:30rem;break-inside:avoid}figure.curve svg{width:100%;height:auto;margin:.4rem 0}
    figure.curve text{font-size:12px;fill:var(--ink)}figure.curve .tick{font-size:11px;fill:var(--soft)}
    path.curve{fill:none;stroke-width:2;stroke-linejoin:round}.c0{stroke:var(--score)}.c1{stroke:var(--other)}
    path.c1{stroke-dasharray:7 3}.c2{stroke:var(--good)}.c3{stroke:var(--soft)}
    .chance{stroke:var(--soft);stroke-dasharray:1 4;fill:none}
    .point{stroke:var(--paper);stroke-width:1.5;stroke-dasharray:none}.point.c0{fill:var(--score)}
    .point.c1{fill:var(--other)}.point.c2{fill:var(--good)}.point.c3{fill:var(--soft)}
    .legend .c0::before{border-color:var(--score)}.legend .c1::before{border-color:var(--other);border-top-style:dashed}
    .scroll{overflow-x:auto}.scroll:focus-visible{outline:2px solid var(--score)}
    table{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
    th,td{text-align:left;vertical-align:top;padding:.32rem .8rem .32rem 0;border-bottom:1px solid var(--line);
    font-weight:400}
    thead th{color:var(--soft);white-space:nowrap;vertical-align:bottom}tbody th{font-weight:550}
    td bdi,th bdi{overflow-wrap:break-word;max-width:18rem;display:inline-block;vertical-align:top}.n{text-align:right}.t{white-space:nowrap}
    .group th{color:var(--soft);font-weight:400;padding-top:1rem;border-bottom-color:var(--soft)}
    .tags{white-space:nowrap}.figures .soft{padding-left:1.2rem}
    .found{color:var(--good)}.v{white-space:nowrap}.missed{color:var(--alarm);font-weight:600}
    .chip{display:inline-block;padding:0 .35rem;margin:.05rem 0;border-radius:3px;border:1px solid var(--line);
    background:linear-gradient(to right,var(--bar) var(--share),transparent 0);font-size:.82rem}
    footer{margin-top:2.6rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--soft);font-size:.82rem}
    @media (max-width:64rem){.cards{grid-template-columns:repeat(3,1fr)}}
    @media (max-width:40rem){html{font-size:14px}.cards{grid-template-columns:repeat(2,1fr)}
    .xlabels span:nth-child(even){display:none}.plot{grid-template-columns:minmax(4.4rem,max-content) minmax(0,1fr)}
    .canvas{height:8rem}}
    @media print{:root{--paper:#fff;--ground:#f5f6f7;--ink:#000;--soft:#444;--line:#ccc;--score:#2d6390;--alarm:#b4231c;
    --truth:#f0d9a8;--truth-ink:#744a00;--good:#1c6a42;--other:#6f4a9c;--bar:#dce9f4}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}main{padding:0;max-width:none}html{font-size:11px}
    tr,.card{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}h2{break-after:avoid}}
    """
}
