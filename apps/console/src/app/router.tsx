import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { PageError, RootError } from './error-page.js';
import { FirstPaint } from './first-paint.js';
import { NotFound } from './not-found.js';

/** A page that is loaded when it is opened. Its module exports the page as default. */
const page = (path: string, load: () => Promise<{ default: ComponentType }>): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).default }),
  ErrorBoundary: PageError,
});

export const router = createBrowserRouter([
  {
    ErrorBoundary: RootError,
    HydrateFallback: FirstPaint,
    children: [
      page('/login', () => import('../pages/login/index.js')),
      {
        path: '/',
        lazy: async () => ({ Component: (await import('./shell/index.js')).default }),
        children: [
          { index: true, element: <Navigate to="/my-day" replace /> },
          page('my-day', () => import('../pages/my-day/index.js')),
          page('board', () => import('../pages/board/index.js')),
          page('visits', () => import('../pages/visits/index.js')),
          page('visits/:id', () => import('../pages/visit/index.js')),
          page('loaners', () => import('../pages/loaners/index.js')),
          page('declined-work', () => import('../pages/declined/index.js')),
          page('tasks', () => import('../pages/tasks/index.js')),
          page('owners', () => import('../pages/owners/index.js')),
          page('owners/:id', () => import('../pages/owner/index.js')),
          page('suspect-mileage', () => import('../pages/suspect-mileage/index.js')),
          page('care/rules', () => import('../pages/care/rules.js')),
          page('care/rules/:code', () => import('../pages/care/rule.js')),
          page('care/calendar', () => import('../pages/care/calendar.js')),
          page('care/funnel', () => import('../pages/care/funnel.js')),
          page('care/due', () => import('../pages/care/due.js')),
          page('care/messages', () => import('../pages/care/messages.js')),
          page('care/channels', () => import('../pages/care/channels.js')),
          page('cases', () => import('../pages/cases/index.js')),
          page('cases/:id', () => import('../pages/cases/case.js')),
          page('improvements', () => import('../pages/improvements/index.js')),
          page('activities', () => import('../pages/activities/index.js')),
          page('activities/new', () => import('../pages/activities/edit.js')),
          page('activities/sessions/:id', () => import('../pages/activities/session.js')),
          page('activities/:id', () => import('../pages/activities/activity.js')),
          page('activities/:id/edit', () => import('../pages/activities/edit.js')),
          page('door', () => import('../pages/door/index.js')),
          page('class-coverage', () => import('../pages/class-coverage/index.js')),
          page('articles', () => import('../pages/articles/index.js')),
          page('articles/:id', () => import('../pages/articles/article.js')),
          page('campaigns', () => import('../pages/campaigns/index.js')),
          page('campaigns/new', () => import('../pages/campaigns/edit.js')),
          page('campaigns/compare', () => import('../pages/campaigns/compare.js')),
          page('campaigns/:id', () => import('../pages/campaigns/campaign.js')),
          page('campaigns/:id/edit', () => import('../pages/campaigns/edit.js')),
          page('campaigns/:id/waves/:wave', () => import('../pages/campaigns/screen.js')),
          page('coupons', () => import('../pages/coupons/index.js')),
          page('coupons/new', () => import('../pages/coupons/edit.js')),
          page('coupons/:id', () => import('../pages/coupons/coupon.js')),
          page('coupons/:id/edit', () => import('../pages/coupons/edit.js')),
          page('counter', () => import('../pages/counter/index.js')),
          page('money/orders', () => import('../pages/money/orders.js')),
          page('money/payouts', () => import('../pages/money/payouts.js')),
          page('money/books', () => import('../pages/money/books.js')),
          page('imports', () => import('../pages/imports/index.js')),
          page('imports/:id', () => import('../pages/imports/import.js')),
          page('stores', () => import('../pages/stores/index.js')),
          page('team', () => import('../pages/team/index.js')),
          page('audit', () => import('../pages/audit/index.js')),
          page('account', () => import('../pages/account/index.js')),
          page('more', () => import('../pages/more/index.js')),
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
