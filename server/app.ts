import type { ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import { accountRoutes } from './accounts/routes.ts';
import { authRoutes, secretariesOnly } from './auth/routes.ts';
import { agendaRoutes } from './agenda/routes.ts';
import { aboutRoutes } from './about/routes.ts';
import { exportRoutes } from './archive/export-routes.ts';
import { registerRoutes } from './archive/register-routes.ts';
import { wholeThemeRoutes } from './archive/theme-routes.ts';
import { answerRoutes } from './answers/routes.ts';
import { archiveRoutes } from './archive/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { carryOverRoutes, parkedRoutes } from './carry-over/routes.ts';
import { channelRoutes } from './channels/routes.ts';
import { consentAdminRoutes } from './consents/admin-routes.ts';
import { consentRoutes } from './consents/routes.ts';
import type { Context } from './context.ts';
import { handoverRoutes } from './handovers/routes.ts';
import { followUpAdminRoutes } from './follow-ups/admin-routes.ts';
import { followUpReportRoutes } from './follow-ups/report-routes.ts';
import { followUpRoutes } from './follow-ups/routes.ts';
import { documentAdminRoutes } from './documents/admin-routes.ts';
import { materialRoutes } from './documents/material-routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { healthRoutes } from './health/routes.ts';
import { numberedAddresses, oldAddresses } from './imports/old-address-routes.ts';
import { importRoutes } from './imports/routes.ts';
import { invitationAdminRoutes } from './invitations/admin-routes.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { meetingLifeRoutes } from './meetings/life-routes.ts';
import { overviewRoutes } from './meetings/overview-routes.ts';
import { meetingRoutes } from './meetings/routes.ts';
import { keepingRoutes } from './minutes/keeping-routes.ts';
import { pouringRoutes } from './minutes/pouring-routes.ts';
import { pastingRoutes } from './minutes/pasting-routes.ts';
import { liveRoutes } from './minutes/live-routes.ts';
import { minutesRoutes } from './minutes/routes.ts';
import { ownSectionRoutes } from './minutes/own-section-routes.ts';
import { revisionRoutes } from './minutes/revision-routes.ts';
import { publishingRoutes } from './minutes/publishing-routes.ts';
import { readingRoutes } from './minutes/reading-routes.ts';
import { reviewRoutes } from './minutes/review-routes.ts';
import { searchRoutes } from './search/routes.ts';
import { proposalAdminRoutes } from './proposals/admin-routes.ts';
import { proposerRoutes } from './proposals/address-routes.ts';
import { proposalRoutes } from './proposals/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { speakerRegisterRoutes } from './speakers/register-routes.ts';
import { strikeRoutes } from './strikes/routes.ts';
import { termRoutes } from './terms/routes.ts';
import { themeRegisterRoutes } from './themes/register-routes.ts';
import { errorPages, notFound } from './web/errors.ts';
import { loadSite } from './web/page.ts';
import { permissionsPolicy, sameOriginOnly, securityHeaders } from './web/security.ts';
import { PUBLIC_DIR } from './web/views.ts';
import { mailRoutes } from './mail/routes.ts';
import { subscriberAdminRoutes } from './subscribers/admin-routes.ts';
import { subscriberRoutes } from './subscribers/routes.ts';

/** A mail program unsubscribes from anywhere: there the token is the authority (RFC 8058). */
const ONE_CLICK = /^\/prenumeration\/[\w.-]+\/avsluta$/;

/** A script that another one imports has no version in its address. */
function keepOnlyVersions(res: ServerResponse): void {
  if (!res.req.url?.includes('?v=')) res.setHeader('Cache-Control', 'no-cache');
}

/** Private by default: what is mounted after the guard needs a signed-in secretary. */
export function createApp(context: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.config.trustProxy ?? false);
  app.use(securityHeaders(context.config.baseUrl), permissionsPolicy);
  app.use(
    '/filer',
    express.static(PUBLIC_DIR, {
      immutable: true,
      maxAge: '365d',
      index: false,
      setHeaders: keepOnlyVersions,
    }),
  );
  app.use(healthRoutes(context));
  app.use(loadSite(context));
  app.use(sameOriginOnly(context.config.baseUrl, (path) => ONE_CLICK.test(path)));
  // Signing in again carries the form that was sent, which is longer when it is quoted.
  app.use('/admin/logga-in', express.urlencoded({ extended: false, limit: '4mb', parameterLimit: 20 }));
  app.use(express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 5000 }));

  app.use(searchRoutes(context));

  app.use('/forslag', proposerRoutes(context), proposalRoutes(context));

  app.use(calendarRoutes(context));
  app.use(subscriberRoutes(context), answerRoutes(context), followUpRoutes(context));
  app.use(
    invitationRoutes(context),
    materialRoutes(context),
    documentRoutes(context),
    consentRoutes(context),
    ownSectionRoutes(context),
  );
  app.use(numberedAddresses(context));
  app.use(
    exportRoutes(context),
    archiveRoutes(context),
    wholeThemeRoutes(context),
    registerRoutes(context),
    aboutRoutes(),
  );
  app.use(oldAddresses(context));
  app.use('/admin', authRoutes(context));
  app.use('/admin', secretariesOnly(context));
  app.use('/admin', overviewRoutes(context), meetingRoutes(context));
  app.use('/admin', channelRoutes(context));
  app.use('/admin/forslag', proposalAdminRoutes(context));
  app.use('/admin/installningar', settingsRoutes(context));
  app.use('/admin/konton', accountRoutes(context));
  app.use('/admin/overlamning', handoverRoutes(context));
  app.use('/admin', parkedRoutes(context));
  app.use('/admin/moten/:slug', carryOverRoutes(context));
  app.use('/admin/moten/:slug', meetingLifeRoutes(context));
  app.use('/admin/moten/:slug/strykning', strikeRoutes(context));
  app.use('/admin/moten/:slug/dagordning', agendaRoutes(context));
  app.use('/admin/moten/:slug/medverkande', invitationAdminRoutes(context));
  app.use('/admin/uppfoljningar', followUpAdminRoutes(context));
  app.use('/admin/moten/:slug/uppfoljningar', followUpReportRoutes(context));
  app.use('/admin/medverkande', speakerRegisterRoutes(context));
  app.use('/admin/medverkande/personer/:id', consentAdminRoutes(context));
  app.use('/admin/arkiv/import', importRoutes(context));
  app.use('/admin/underlag', documentAdminRoutes(context));
  app.use('/admin/teman', themeRegisterRoutes(context));
  app.use('/admin/terminer', termRoutes(context));
  app.use('/admin', subscriberAdminRoutes(context), mailRoutes(context));
  app.use('/admin', minutesRoutes(context), reviewRoutes(context), publishingRoutes(context));
  app.use('/admin', keepingRoutes(context), liveRoutes(context), readingRoutes(context));
  app.use('/admin', pastingRoutes(), pouringRoutes(context), revisionRoutes(context));

  app.use(notFound);
  app.use(errorPages(context));
  return app;
}
