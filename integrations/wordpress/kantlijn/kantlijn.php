<?php
/**
 * Plugin Name:       Kantlijn
 * Description:       Marks the people, dates and events of your articles, in the reader's own browser.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       kantlijn
 *
 * @package Kantlijn
 */

namespace Kantlijn;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';

/** What an author accepted of an article, as JSON-LD; and every choice, as JSON. */
const META_JSON_LD = '_kantlijn_json_ld';
const META_CHOICES = '_kantlijn_choices';

require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/json-ld.php';
require __DIR__ . '/includes/front.php';
require __DIR__ . '/includes/editor.php';

/** The address of a file that the plugin brings. */
function asset( string $name ): string {
	return plugins_url( 'assets/' . $name, __FILE__ );
}
