-- What a client was answered to a request that carried an Idempotency-Key. Written in the transaction of the issue itself:
-- either both stand or neither, so a client that lost the answer may send the request again without fear of a second card.
create table idempotency_keys (
  client_id text not null,
  key text not null check (length(key) between 1 and 255),
  -- SHA-256 of the operation and its input: the same key for something else is a mistake of the client's.
  request_hash text not null check (length(request_hash) = 43),
  -- Null only inside the transaction that is about to fill it.
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (client_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

grant select, insert, update, delete on idempotency_keys to campus_card_issuer;
