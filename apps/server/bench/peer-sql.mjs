// The statements of the two pages, word for word as our server sends them. `npm run bench` compares both sides in the
// database's own log and refuses to measure if they differ.

export const SESSION = `SELECT s.id AS sessionId, a.id AS accountId, a.owner_id AS ownerId, a.consent_version AS consentVersion
   FROM session s JOIN account a ON a.id = s.subject_id
  WHERE s.access_hash = ? AND s.kind = 'owner' AND s.revoked_at IS NULL AND s.access_until > ?`;

export const CARS = `SELECT o.name AS ownerName, v.id, v.model, v.brand, v.plate, v.colour, v.store_id AS storeId,
        v.sold_on AS soldOn, v.\`use\`, v.insurance_expires_on AS insuranceExpiresOn,
        v.last_service_on AS lastServiceOn, v.latest_km AS latestKm, v.latest_km_on AS latestKmOn,
        v.km_per_day AS kmPerDay, v.due_kind AS dueKind, v.due_on AS dueOn, v.due_reason AS dueReason,
        v.due_km AS dueKm, s.name AS storeName, s.phone AS storePhone,
        r.id AS rescueId, r.state AS rescueState, r.eta_at AS rescueEtaAt
   FROM owner o
   LEFT JOIN (owner_vehicle l JOIN vehicle v ON v.id = l.vehicle_id JOIN store s ON s.id = v.store_id)
     ON l.owner_id = o.id AND l.ended_at IS NULL
   LEFT JOIN rescue_call r ON r.open_vehicle_id = v.id AND r.owner_id = o.id
  WHERE o.id = ? ORDER BY v.due_on IS NULL, v.due_on, v.id`;

export const RUNNING = `SELECT 'visit' AS type, v.id, v.vehicle_id AS vehicleId, v.step AS state, v.promised_at AS at,
        v.service_name AS title, s.name AS storeName, NULL AS freeReason,
        (SELECT COUNT(*) FROM visit_quote q WHERE q.visit_id = v.id AND q.state = 'waiting') AS quotesWaiting
   FROM owner_vehicle l JOIN visit v ON v.open_vehicle_id = l.vehicle_id JOIN store s ON s.id = v.store_id
  WHERE l.owner_id = ? AND l.ended_at IS NULL
  UNION ALL
 SELECT 'booking', b.id, b.vehicle_id, b.state, b.starts_at, i.name, s.name, f.reason, 0
   FROM owner_vehicle l JOIN booking b ON b.open_vehicle_id = l.vehicle_id
   JOIN service_item i ON i.id = b.service_id JOIN store s ON s.id = b.store_id
   LEFT JOIN free_reschedule f ON f.booking_id = b.id AND f.starts_at = b.starts_at AND b.starts_at > ?
  WHERE l.owner_id = ? AND l.ended_at IS NULL AND b.state IN ('requested', 'confirmed')`;

export const NEWS = `(SELECT 'weather' AS what FROM weather_event WHERE open_key IS NOT NULL LIMIT 1)
  UNION ALL (SELECT 'play' FROM campaign WHERE state IN ('scheduled', 'live') AND ends_at > ? LIMIT 1)
  UNION ALL (SELECT 'play' FROM game WHERE state IN ('scheduled', 'live') AND ends_at > ? LIMIT 1)`;

export const LAST_VISITS = `SELECT v.id, v.vehicle_id AS vehicleId, v.handed_over_at AS handedOverAt,
        EXISTS (SELECT 1 FROM rating r WHERE r.visit_id = v.id) AS rated
   FROM owner_vehicle l JOIN visit v ON v.vehicle_id = l.vehicle_id AND v.owner_id = l.owner_id
  WHERE l.owner_id = ? AND l.ended_at IS NULL AND v.handed_over_at IS NOT NULL
  ORDER BY v.handed_over_at DESC LIMIT 50`;

export const UNREAD = `SELECT COUNT(*) AS n FROM message WHERE owner_id = ? AND read_at IS NULL
  AND state IN ('sending', 'accepted', 'delivered', 'failed', 'unknown')`;

export const FLOOR = `SELECT s.id, s.code, s.name, s.brand, s.brand_tier AS brandTier, s.city, s.address, s.phone,
    s.cycle_months AS cycleMonths, s.cycle_km AS cycleKm, s.lead_minutes AS leadMinutes, s.horizon_days AS horizonDays,
    s.latitude + 0E0 AS latitude, s.longitude + 0E0 AS longitude,
    s.cut_off_minutes AS cutOffMinutes, s.closed_on_holidays AS closedOnHolidays, s.holiday_opens_at AS holidayOpensAt,
    s.holiday_closes_at AS holidayClosesAt, s.max_open_bookings AS maxOpenBookings,
    i.id AS serviceId, i.code AS serviceCode, i.kind, i.name AS serviceName, i.bay_kind AS bayKind, i.minutes,
    i.promise_minutes AS promiseMinutes, i.price_from_fen AS priceFromFen, i.buffer_minutes AS bufferMinutes,
    i.needs_technician AS needsTechnician,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(h.weekday, h.opens_at, h.closes_at, h.break_from, h.break_to))
       FROM store_hours h WHERE h.store_id = s.id) AS hours,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(b.code, b.id))
       FROM bay b WHERE b.store_id = s.id AND b.kind = i.bay_kind AND b.active = 1) AS bays,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(DATE_FORMAT(d.day_on, '%Y-%m-%d'), d.opens_at, d.closes_at))
       FROM store_special_day d WHERE d.store_id = s.id AND d.day_on >= ?) AS specials,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(c.id, c.bay_id, UNIX_TIMESTAMP(c.from_at), UNIX_TIMESTAMP(c.to_at), c.reason))
       FROM bay_closure c WHERE c.store_id = s.id AND c.to_at > ?) AS closures
  FROM store s JOIN service_item i ON i.store_id = s.id WHERE s.id = ? AND i.id = ? AND i.active = 1`;

export const CREW = `SELECT p.id, p.name, p.role,
    (SELECT JSON_ARRAYAGG(k.service_kind) FROM staff_skill k WHERE k.staff_id = p.id) AS kinds,
    (SELECT JSON_ARRAYAGG(JSON_ARRAY(l.id, UNIX_TIMESTAMP(l.from_at), UNIX_TIMESTAMP(l.to_at), l.reason))
       FROM staff_leave l WHERE l.staff_id = p.id AND l.to_at > ?) AS leaves
  FROM staff p JOIN staff_store x ON x.staff_id = p.id
 WHERE x.store_id = ? AND p.role IN ('advisor', 'technician') AND p.active = 1 ORDER BY p.login`;

export const TAKEN = `SELECT id, n DIV 32 AS word, BIT_OR(1 << (n MOD 32)) AS bits
   FROM (SELECT resource_id AS id, (UNIX_TIMESTAMP(unit_at) - ?) DIV 900 AS n
           FROM capacity_unit
          WHERE store_id = ? AND unit_at >= ? AND unit_at < ? AND (expires_at IS NULL OR expires_at > ?)) AS units
  GROUP BY id, word`;
