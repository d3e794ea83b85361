import { atShanghai, HOUR_MS } from '@cheban/kernel';
import { describe, expect, it } from 'vitest';
import { nextWave, sayInvitation, sayRun } from './care-campaign.js';

const at = (day: number, hour: string) => atShanghai(`2026-11-${day}`, hour);
const wave = (day: number) => ({ startsAt: at(day, '20:00'), endsAt: at(day, '20:00') + HOUR_MS });
const campaign = { title: '周末红包雨', waves: [wave(25), wave(30)] };

describe('what a reminder says of a campaign', () => {
  it('names the start before a wave, and says so while one runs', () => {
    expect(sayInvitation(campaign, at(24, '10:00'))).toBe(
      '另外，“周末红包雨”明天 晚上 8:00 开抢，点开看看。',
    );
    expect(sayInvitation(campaign, at(25, '20:00'))).toBe('另外，“周末红包雨”正在发红包，点开就能抢。');
    expect(sayInvitation(campaign, at(25, '21:00'))).toContain('11月30日');
    expect(sayRun(campaign, at(25, '20:30'))).toBe('正在进行，11月30日 周一结束');
  });

  it('says nothing of what is over, sold out or stopped', () => {
    expect(sayInvitation(campaign, at(30, '21:00'))).toBe('');
    expect(sayInvitation({ ...campaign, waves: [] }, at(24, '10:00'))).toBe('');
    expect(nextWave({ waves: [] }, 0)).toBeNull();
    expect(sayRun(campaign, at(30, '21:00'))).toBe('已结束');
  });
});
