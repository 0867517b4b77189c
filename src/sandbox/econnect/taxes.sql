-- GP's tax engine as far as percentages of the sales amount go: a detail is charged where it is in the schedule of the line, and in the
-- item's own too where the item has one. Replaces the document's tax rows.
create function econnect_create_taxes(sop_type integer, number bpchar, freight numeric, freight_schedule bpchar, freight_taxable integer,
  misc numeric, misc_schedule bpchar, misc_taxable integer, document_schedule bpchar, decimals integer) returns void
language plpgsql as $$
begin
  delete from "SOP10105" where "SOPTYPE" = sop_type and "SOPNUMBE" = number;
  insert into "SOP10105" ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "TAXDTLID", "STAXAMNT", "ORSLSTAX", "FRTTXAMT", "ORFRTTAX", "MSCTXAMT", "ORMSCTAX",
    "TAXDTSLS", "ORTOTSLS", "TDTTXSLS", "ORTXSLS", "TXDTOTTX", "OTTAXPON", "CURRNIDX")
  select sop_type, number, s.line, d."TAXDTLID", t.sales, t.sales, t.freight, t.freight, t.misc, t.misc,
    s.amount, s.amount, s.amount, s.amount, t.tax, t.tax,
    coalesce((select "CURRNIDX" from "SOP10200" where "SOPTYPE" = sop_type and "SOPNUMBE" = number limit 1), 0)
  from (
    select "LNITMSEQ" as line, "OXTNDPRC" as amount, "TAXSCHID" as schedule, case when "IVITMTXB" = 1 then "ITMTSHID" else '' end as item_schedule, 0 as kind
      from "SOP10200" where "SOPTYPE" = sop_type and "SOPNUMBE" = number and "CMPNTSEQ" = 0 and "IVITMTXB" in (1, 3)
    union all select 2147483646, freight, document_schedule, case when freight_taxable = 1 then freight_schedule else '' end, 1
      where freight <> 0 and freight_taxable in (1, 3)
    union all select 2147483645, misc, document_schedule, case when misc_taxable = 1 then misc_schedule else '' end, 2
      where misc <> 0 and misc_taxable in (1, 3)
  ) as s
  join "TX00102" as c on c."TAXSCHID" = s.schedule
  join "TX00201" as d on d."TAXDTLID" = c."TAXDTLID" and d."TXDTLBSE" = 3
  cross join lateral (select round(s.amount * d."TXDTLPCT" / 100, decimals) as tax) as r
  cross join lateral (select r.tax, case s.kind when 0 then r.tax else 0 end as sales, case s.kind when 1 then r.tax else 0 end as freight,
    case s.kind when 2 then r.tax else 0 end as misc) as t
  where s.item_schedule = '' or exists (select from "TX00102" as i where i."TAXSCHID" = s.item_schedule and i."TAXDTLID" = d."TAXDTLID");
  insert into "SOP10105" ("SOPTYPE", "SOPNUMBE", "LNITMSEQ", "TAXDTLID", "STAXAMNT", "ORSLSTAX", "FRTTXAMT", "ORFRTTAX", "MSCTXAMT", "ORMSCTAX",
    "TAXDTSLS", "ORTOTSLS", "TDTTXSLS", "ORTXSLS", "TXDTOTTX", "OTTAXPON", "CURRNIDX")
  select "SOPTYPE", "SOPNUMBE", 0, "TAXDTLID", sum("STAXAMNT"), sum("ORSLSTAX"), sum("FRTTXAMT"), sum("ORFRTTAX"), sum("MSCTXAMT"), sum("ORMSCTAX"),
    sum("TAXDTSLS"), sum("ORTOTSLS"), sum("TDTTXSLS"), sum("ORTXSLS"), sum("TXDTOTTX"), sum("OTTAXPON"), max("CURRNIDX")
  from "SOP10105" where "SOPTYPE" = sop_type and "SOPNUMBE" = number group by "SOPTYPE", "SOPNUMBE", "TAXDTLID";
  update "SOP10200" as l set "ORTAXAMT" = coalesce(t.tax, 0), "TAXAMNT" = coalesce(t.tax, 0)
    from (select "LNITMSEQ" as line, sum("ORSLSTAX") as tax from "SOP10105" where "SOPTYPE" = sop_type and "SOPNUMBE" = number group by 1) as t
    where l."SOPTYPE" = sop_type and l."SOPNUMBE" = number and l."CMPNTSEQ" = 0 and l."LNITMSEQ" = t.line;
end $$;
