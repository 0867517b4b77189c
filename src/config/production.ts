// Before anything else is loaded: graphql-js checks its own objects on every step of every answer where it does not know
// that this is production. Whoever sets NODE_ENV otherwise has a reason.
process.env['NODE_ENV'] ??= 'production';
