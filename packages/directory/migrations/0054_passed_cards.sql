-- Cards that end by themselves are few beside the others: the job that closes them looks at these alone.
create index cards_passing on cards (valid_until) where kind <> 'shared' and state in ('active', 'suspended', 'lost', 'stolen', 'damaged');
