/** What everybody on the list of a session is told. */
export type SessionNews = 'changed' | 'cancelled' | 'notice';

interface OnTheList {
  signUpId: string;
  sessionId: string;
}

/** What happens to sign-ups. */
export interface ActivityEvents {
  /** Somebody has a seat: at once, or by taking one that was kept for them. */
  'activity.signed-up': OnTheList;
  'activity.sign-up-cancelled': OnTheList;
  /** A seat that came free is kept for whoever has waited longest. */
  'activity.seat-offered': OnTheList;
  /** At the door. */
  'activity.attended': OnTheList;
  /** This room's own: everybody on the list is told, one chunk an event. */
  'activity.session-news': {
    sessionId: string;
    revision: number;
    news: SessionNews;
    text: string;
    /** Sign-ups up to this id have been told. */
    after: string;
    /** When it was decided, in ms; names one notice among several. */
    at: number;
  };
}

declare module '../../platform/outbox/event.js' {
  interface EventBook extends ActivityEvents {}
}
