import express, { type Express } from 'express';
import { authRoutes, secretariesOnly } from './auth/routes.ts';
import { agendaRoutes } from './agenda/routes.ts';
import type { Context } from './context.ts';
import { meetingLifeRoutes } from './meetings/life-routes.ts';
import { overviewRoutes } from './meetings/overview-routes.ts';
import { meetingRoutes } from './meetings/routes.ts';
import { errorPages, notFound } from './web/errors.ts';
import { loadSite } from './web/page.ts';
import { permissionsPolicy, sameOriginOnly, securityHeaders } from './web/security.ts';
import { PUBLIC_DIR } from './web/views.ts';

const ONE_CLICK = /^\/prenumeration\/[\w.-]+\/avsluta$/;

/** Private by default: what is mounted after the guard needs a signed-in secretary. */
export function createApp(context: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.config.trustProxy ?? false);
  app.use(securityHeaders(context.config.baseUrl), permissionsPolicy);
  app.use('/filer', express.static(PUBLIC_DIR, { immutable: true, maxAge: '365d', index: false }));
  app.use(loadSite(context));
  app.use(sameOriginOnly(context.config.baseUrl, (path) => ONE_CLICK.test(path)));
  app.use(express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 1000 }));

  app.use('/admin', authRoutes(context));
  app.use('/admin', secretariesOnly(context));
  app.use('/admin', overviewRoutes(context), meetingRoutes(context));
  app.use('/admin/moten/:slug', meetingLifeRoutes(context));
  app.use('/admin/moten/:slug/dagordning', agendaRoutes(context));

  app.use(notFound);
  app.use(errorPages(context));
  return app;
}
