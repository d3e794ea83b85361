import { quoteBody, rateBody, routes, type VisitStep } from '@cheban/contracts';
import { describe, expect, it } from 'vitest';
import { demoServices } from '../domain/demo-group.js';
import { pastVisits, presentVisits } from './demo-visits.js';

const visits = [...pastVisits, ...presentVisits];

describe('visits of the demo group', () => {
  it('are of services that the store has, in an order of moments that can happen', () => {
    for (const { service, moments } of visits) {
      expect(demoServices.map(({ code }) => code)).toContain(service);
      const times = moments.map(({ after }) => after);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('end with the key when they are over, and are still going on when they are not', () => {
    for (const { moments } of pastVisits) expect(moments.at(-1)).toHaveProperty('bill');
    for (const { moments, minutesAgo } of presentVisits) {
      expect(moments.some((moment) => 'bill' in moment)).toBe(false);
      expect(moments.every(({ after }) => after <= minutesAgo)).toBe(true);
    }
    const steps = presentVisits.map(({ moments }) =>
      moments.reduce<VisitStep>((at, moment) => ('step' in moment ? moment.step : at), 'checked_in'),
    );
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('say what people may say', () => {
    for (const { moments } of visits)
      for (const moment of moments) {
        if ('quote' in moment) quoteBody.parse(moment.quote);
        if ('wheels' in moment) routes.workshop.saveReport.body.parse({ wheels: moment.wheels, sign: true });
        if ('bill' in moment) routes.workshop.handOver.body.parse({ ...moment.bill, mileageKm: 1 });
      }
    for (const { rating } of pastVisits) {
      if (!rating) continue;
      const { after: _after, ...said } = rating;
      rateBody.parse({ ...said, tags: [...said.tags], photoIds: [] });
    }
  });
});
