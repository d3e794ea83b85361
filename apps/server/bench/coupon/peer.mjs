// What coupon.claim is measured against: a bare Fastify 5 with a mysql2 pool and one conditional UPDATE, durable as ours. No
// log-in, no limit per person, no row that says who has a coupon.
import { app, ask, serve } from '../peer-base.mjs';

const TAKE =
  "UPDATE coupon_type SET stock_left = stock_left - 1 WHERE id = ? AND state = 'active' AND stock_left >= 1";

app.post('/api/owner/coupon-types/:id/claim', async (request, reply) => {
  const { id } = /** @type {{ id: string }} */ (request.params);
  const result = /** @type {any} */ (await ask(TAKE, [id]));
  if (result.affectedRows === 1) return { typeId: id };
  return reply.status(409).send({ error: 'sold out' });
});

await serve();
