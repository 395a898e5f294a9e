import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { Forbidden } from '../shared/failures.ts';

const SELF = ["'self'"];
const NONE = ["'none'"];

/** No inline script or style anywhere, nothing from other hosts. */
export function securityHeaders(baseUrl: string): RequestHandler {
  const https = baseUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NONE,
        scriptSrc: SELF,
        styleSrc: SELF,
        imgSrc: SELF,
        fontSrc: SELF,
        connectSrc: SELF,
        manifestSrc: SELF,
        formAction: SELF,
        frameAncestors: NONE,
        baseUri: NONE,
        objectSrc: NONE,
        frameSrc: SELF,
        requireTrustedTypesFor: ["'script'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xPoweredBy: false,
  });
}

export function permissionsPolicy(_req: Request, res: Response, next: NextFunction): void {
  res.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  next();
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cross-site request forgery: an unsafe method must come from this very origin (OWASP: Fetch Metadata).
 * `isExempt` is for RFC 8058 one-click unsubscription, whose token is the authority.
 */
export function sameOriginOnly(baseUrl: string, isExempt: (path: string) => boolean): RequestHandler {
  return (req, _res, next) => {
    if (SAFE.has(req.method) || isExempt(req.path)) return next();
    const site = req.get('Sec-Fetch-Site');
    const allowed = site === undefined ? req.get('Origin') === baseUrl : site === 'same-origin';
    next(allowed ? undefined : new Forbidden('Formuläret skickades från en annan webbplats.'));
  };
}
